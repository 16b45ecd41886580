/** Whether a process of this machine exists; one of another user counts. */
export function isAlive(pid: number): boolean {
  if (pid <= 0) return false; // For `kill`, these are process groups.
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
