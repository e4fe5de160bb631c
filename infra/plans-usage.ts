import { WordedError } from '../shared/kernel/errors.ts'
import { type Text, text } from '../shared/kernel/text.ts'
import { suggestion } from '../shared/plan/rules/kit/fields.ts'

// What `npm run plans` is asked by, and what is said of a line that it cannot follow: what is wrong with it, and one that it can.

/** How each command is written. */
const LINES = {
  check: text(
    'npm run plans -- check FILE …      承诺文件对不对，不对的地方怎么写',
    'npm run plans -- check FILE …      whether plan files are right, and what to write where they are not',
  ),
  explain: text(
    `npm run plans -- explain FILE      用白话讲一份承诺；加 --signed 2027-02-22 --delivered … --accepted … 列出这样一份合同的计划服务，
                                   --until 到哪天为止，不写就是签约后三年`,
    `npm run plans -- explain FILE      a plan in plain words; with --signed 2027-02-22 --delivered … --accepted … what nobody calls for,
                                   day by day, of a contract of these days, until --until; left out: three years after signing`,
  ),
  diff: text(
    'npm run plans -- diff OLD NEW      对客户有什么变化',
    'npm run plans -- diff OLD NEW      what changes for customers',
  ),
  contracts: text(
    'npm run plans -- contracts          还在旧版本上的合同，新版本会改变什么',
    'npm run plans -- contracts          contracts on an older version, and what a newer one changes for them',
  ),
  published: text(
    'npm run plans -- published FOLDER   写出在控制台发布过的版本',
    'npm run plans -- published FOLDER   writes the versions that were published in the console',
  ),
  schema: text(
    'npm run plans -- schema [FILE]     编辑器补全用的 JSON Schema',
    'npm run plans -- schema [FILE]     the JSON Schema by which editors complete a plan',
  ),
} as const satisfies Readonly<Record<string, Text>>
const LANG = text(
  '  --lang zh-CN | en                用哪种语言；explain、diff、contracts 不写时两种都有',
  '  --lang zh-CN | en                in which language; explain, diff and contracts come in both without it',
)
type Command = keyof typeof LINES
const COMMANDS = Object.keys(LINES) as readonly Command[]

const joined = (all: readonly Text[]): Text =>
  text(all.map(({ zh }) => zh).join('\n'), all.map(({ en }) => en).join('\n'))
export const USAGE = joined([...Object.values(LINES), LANG])

/** What was asked for cannot be done; the message says why, and what to type. */
export class UsageError extends WordedError {
  override readonly name = 'UsageError'
}

/** Why this line cannot be followed, and how that command is written. */
export const cannot = (why: Text, command?: string): UsageError => {
  const line = COMMANDS.find((one) => one === command)
  return new UsageError(joined([why, line ? LINES[line] : USAGE]))
}

/** How many files each takes. */
const FILES: Readonly<Record<Command, readonly [least: number, most: number]>> = {
  check: [1, Number.POSITIVE_INFINITY],
  explain: [1, 1],
  diff: [2, 2],
  contracts: [0, 0],
  published: [1, 1],
  schema: [0, 1],
}

/** The command that is meant. Throws UsageError for none, for one that there is not, and for too few or too many files. */
export function commandIn(command: string | undefined, files: readonly string[]): Command {
  if (command === undefined) throw new UsageError(USAGE)
  const found = COMMANDS.find((one) => one === command)
  if (!found) {
    const meant = suggestion(command, COMMANDS)
    throw cannot(text(`没有命令 ${command}`, `there is no command ${command}${meant}`))
  }
  const [least, most] = FILES[found]
  if (files.length < least)
    throw cannot(
      text(
        `${found} 要写 ${least} 个文件，现在是 ${files.length} 个`,
        `${found} takes ${least} file(s), and got ${files.length}`,
      ),
      found,
    )
  if (files.length > most)
    throw cannot(
      text(
        `${found} 最多写 ${most} 个文件，多了：${files.slice(most).join(' ')}`,
        `${found} takes at most ${most} file(s); too many: ${files.slice(most).join(' ')}`,
      ),
      found,
    )
  return found
}
