import { defineCheck } from '../../model/check.js';
import { migrationsOf } from '../../model/history.js';
import { shellWord } from './shell.js';
import { isMerged } from './weigh.js';

export default defineCheck({
  code: 'history/line-endings',
  severity: 'warning',
  title: 'A migration has Windows line endings',
  why: 'The hash in the tracker is that of the bytes: checked out with other line endings the same file has another one, and tools that compare hashes take it for edited or for new.',

  *find(facts) {
    const marked = migrationsOf(facts.history).filter(
      ({ source, tag }) => source.text.includes('\r') && !isMerged(facts, tag),
    );
    const [first] = marked;
    if (first === undefined) return;
    const start = first.source.text.indexOf('\r');
    yield {
      message:
        marked.length === 1
          ? `"${first.tag}" has carriage returns`
          : `${marked.length} migrations have carriage returns`,
      at: { source: first.source, span: { start, end: start + 1 } },
      evidence: [{ kind: 'text', text: marked.map(({ source }) => source.path).join('\n') }],
      hint: `Add "${facts.history.folder}/** text eol=lf" to .gitattributes, then run: git add --renormalize -- ${shellWord(facts.history.folder)}`,
    };
  },
});
