import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import type { KeptFile } from '../../../kernel/file-kind.ts'
import type { Attachment } from '../../state/attachment.ts'
import type { Recorded } from '../../state/recorded.ts'
import type { Repair } from '../../state/repair.ts'
import { brief } from '../../state/room.ts'
import type { Actions, Events, Given } from '../feature.ts'
import { withWords } from '../voice/unread.ts'
import type { AttachedAction } from './offers.ts'

export type AttachedEvent =
  | { type: 'attached'; file: KeptFile; note?: string }
  /** The customer signed; without a file their name was typed. */
  | { type: 'signed'; signer: string; file?: KeptFile }

/** More than a visit takes; a list of the state has an end. */
export const MOST_ATTACHMENTS = 24

export const actions: Actions<AttachedAction, AttachedEvent> = {
  attach: {
    decide: (state, { note }, { lookedUp: { file } }) => {
      if (!file) throw new BadRequestError([WITHOUT_FILE])
      return isThere(state, file) ? [] : [{ type: 'attached', file, ...defined({ note }) }]
    },
    isFull: hasAllFiles,
  },
  sign: {
    decide: (_, { signer }, { lookedUp: { file } }) => [{ type: 'signed', signer, ...defined({ file }) }],
    requires: (state, given) => requireRoomForFile(state, given),
  },
}

export const events: Events<AttachedEvent> = {
  attached: {
    fold: (state, event) =>
      withWords(withFile(state, event, event.file, defined({ note: event.note })), event, event.note),
  },
  signed: {
    fold: (state, event) => {
      const { signer, at, seq, file } = event
      const signature = { signer: brief(signer), at, seq, ...(file && { sha256: file.sha256 }) }
      const signed = { ...state, signature }
      return file && !isThere(state, file) ? withFile(signed, event, file, { isSignature: true }) : signed
    },
  },
}

export function hasAllFiles({ attachments = [] }: Pick<Repair, 'attachments'>): boolean {
  return attachments.length >= MOST_ATTACHMENTS
}

/** A name alone adds to no list. */
function requireRoomForFile(state: Repair, { lookedUp: { file } }: Given): void {
  if (file && hasAllFiles(state)) throw new BadRequestError([NO_ROOM])
}

/** The same bytes, sent again or by somebody else, are the same file. */
const isThere = ({ attachments = [] }: Repair, { sha256 }: KeptFile): boolean =>
  attachments.some((known) => known.sha256 === sha256)

const withFile = (
  state: Repair,
  { at, seq, by }: Recorded<AttachedEvent>,
  { sha256, kind, bytes }: KeptFile,
  { note, isSignature }: Pick<Attachment, 'note' | 'isSignature'>,
): Repair => {
  const who = { kind: by.kind, ...defined({ id: by.id, name: by.name }) }
  const shown = { ...(note !== undefined && { note: brief(note) }), ...defined({ isSignature }) }
  return { ...state, attachments: [...(state.attachments ?? []), { sha256, kind, bytes, at, seq, by: who, ...shown }] }
}

export const NO_ROOM = fault(
  'file',
  `这一单已有 ${MOST_ATTACHMENTS} 个附件，不能再加`,
  `this repair has ${MOST_ATTACHMENTS} files already, and takes no more`,
)
const WITHOUT_FILE = fault(
  'file',
  '请选择照片（JPEG、PNG、WebP）再发送',
  'choose a photo (JPEG, PNG, WebP) and send it with the action',
)
