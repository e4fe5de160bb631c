import type { KeptFile } from '../../../kernel/file-kind.ts'
import type { Lines } from '../lines.ts'
import type { AttachedEvent } from './rules.ts'

export const lines: Lines<AttachedEvent> = {
  attached: ({ file, note }, { say, more, details }) =>
    (file.kind === 'pdf' ? say('添加文件', 'File added') : say('添加照片', 'Photo added')) +
    more(details(note, digestOf(file))),
  signed: ({ signer, file }, { say, more }) =>
    say(`客户签字：${signer}`, `Signed by the customer: ${signer}`) +
    (file ? more(digestOf(file)) : say('（写下姓名）', ' (name typed)')),
}

/** Enough to tell files apart; all of it stands in the archive. */
const digestOf = ({ sha256 }: KeptFile): string => `SHA-256 ${sha256.slice(0, 12)}…`
