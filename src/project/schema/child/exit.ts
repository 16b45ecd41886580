/** `process.exit`, which project code and drizzle-kit itself call where an error is meant. */

/** Stands for a call of `process.exit`; its stack says where. */
export class ExitCalled extends Error {
  override readonly name = 'ExitCalled';

  constructor(code: string | number | null | undefined) {
    super(`process.exit(${code ?? ''})`);
  }
}

/** Runs the work while `process.exit` throws in place of ending the process. */
export async function withoutExit<T>(work: () => Promise<T>): Promise<T> {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    throw new ExitCalled(code);
  };
  try {
    return await work();
  } finally {
    process.exit = exit;
  }
}
