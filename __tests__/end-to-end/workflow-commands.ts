/** Reads a step's log and files as GitHub's runner does (actions/runner, ActionCommand.cs and FileCommandManager.cs). */

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The commands in a log. The runner ignores everything between `stop-commands` and its token. */
export function readCommands(log: string): Command[] {
  const commands: Command[] = [];
  let token: string | null = null;
  for (const line of log.split(/\r?\n/)) {
    const command = readCommand(line);
    if (command === null) continue;
    if (token !== null) {
      if (command.name === token) token = null;
    } else if (command.name === 'stop-commands') token = command.data;
    else commands.push(command);
  }
  return commands;
}

/** `::name key=value::data` at the start of a line, or `##[name key=value]data` anywhere in it. */
function readCommand(line: string): Command | null {
  const modern = /^\s*::(?<name>[^\s:]+)(?: (?<properties>[^:]*))?::(?<data>.*)$/s.exec(line);
  const match = modern ?? /##\[(?<name>[^\s\]]+)(?: (?<properties>[^\]]*))?\](?<data>.*)$/s.exec(line);
  if (match === null) return null;
  const { name = '', properties = '', data = '' } = match.groups ?? {};
  const pairs = properties.split(',').filter((pair) => pair.includes('='));
  return {
    name,
    properties: Object.fromEntries(
      pairs.map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at).trim(), decode(pair.slice(at + 1))];
      }),
    ),
    data: decode(data),
  };
}

function decode(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '%25': '%', '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' };
  return text.replace(/%(?:25|0D|0A|3A|2C)/g, (escape) => escapes[escape] ?? escape);
}

/** The lines `name=value` and `name<<delimiter` of a file command. Throws on what the runner would not accept. */
export function readFileCommands(text: string): Map<string, string> {
  const values = new Map<string, string>();
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const [, name, sign, rest = ''] = /^([^=<]+)(=|<<)(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`no file command: ${line}`);
    if (sign === '=') values.set(name, rest);
    else {
      const end = lines.indexOf(rest);
      if (end === -1) throw new Error(`the delimiter of "${name}" does not come again`);
      values.set(
        name,
        lines
          .splice(0, end + 1)
          .slice(0, -1)
          .join('\n'),
      );
    }
  }
  return values;
}
