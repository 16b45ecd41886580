/** An Action that does a little of everything, to prove the harness by. */
import * as core from '@actions/core';

core.warning('orders, customers: 100%\nand invoices', {
  title: 'a, b: c',
  file: 'drizzle/0000_orders.sql',
  startLine: 3,
});
core.setSecret('hunter2');
core.info('::stop-commands::pause\n::error::not a command\n##[error]nor this\n::pause::');
core.info('  ::notice::with spaces before it\nold ##[warning]style');
core.setOutput('fail-on', core.getInput('fail-on'));
core.setOutput('lines', 'one\ntwo\n');
core.setOutput('inherited', process.env['HARNESS_PROOF'] ?? 'nothing');
await core.summary.addRaw('# orders\n').write();
core.setFailed(`stopped in ${process.cwd()}`);
