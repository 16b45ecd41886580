/** `npm run example`: the gate at work on two small projects of this repository, on the embedded Postgres. */
import { spawnSync } from 'node:child_process';

for (const [name, expected] of [
  ['green', 0],
  ['red', 1],
]) {
  const folder = `migrations-fixtures/example/${name}`;
  console.log(`\n$ drizzle-gatekeeper check --working-directory ${folder} --postgres embedded\n`);
  const flags = ['check', '--working-directory', folder, '--postgres', 'embedded'];
  const { status } = spawnSync(process.execPath, ['dist/cli/index.js', ...flags], { stdio: 'inherit' });
  console.log(`exit code ${status}`);
  if (status !== expected) process.exitCode = 1;
}
