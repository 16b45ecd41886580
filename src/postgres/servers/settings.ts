/** How a server is set up that lives for one run: nothing is lost that anybody would want back. */
export const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'wal_init_zero=off',
  'shared_buffers=32MB',
  'dynamic_shared_memory_type=mmap', // Containers may lack /dev/shm, or have little of it.
  'max_connections=20',
  // Times `max_connections`: a fresh install locks all that it makes until its one transaction ends.
  'max_locks_per_transaction=2048',
  'autovacuum=off',
  'jit=off',
  // Else it is the machine's, as initdb found it, and defaults such as now()::date depend on where the run is.
  'timezone=UTC',
  'log_timezone=UTC',
  'logging_collector=off',
  'log_destination=stderr',
];
