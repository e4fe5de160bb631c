import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { VoiceMessage } from '../../../shared/ports/messaging.ts'
import { type Filled, filling, piecesOf, variablesIn } from './fit.ts'
import { RULES } from './providers.ts'
import { type RegisteredText, VARIABLES } from './texts.ts'

// What a phone in mainland China is read out: a registered text as well, without an address.

const CALL: RegisteredText = {
  text: '您有{severity}故障待接单：{place}，{device}，接单时限 {deadline}。接单请按 1',
}

/** Of the length of a variable providers say nothing: none of ours has more. */
const VOICE = { most: 20 } as const

/** What each variable says, in the order of the text. @throws MessageNotSentError where what may not be cut does not fit. */
export function spoken({ said }: VoiceMessage): readonly Filled[] {
  if (!said) throw new MessageNotSentError('no registered text says this call')
  return filling(CALL, said.ways, VOICE)
}

/** The text as it is registered, and as it is heard. */
export function callRegistration(provider: keyof typeof RULES): { readonly text: string; readonly example: string } {
  const pieces = piecesOf(CALL, VOICE, '')
  const names = variablesIn(pieces).map(({ name }) => name)
  const written = (variable: (name: string, of: keyof typeof VARIABLES) => string) =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : variable(piece.name, piece.of))).join('')
  return {
    text: written((name) => RULES[provider].mark(name, names.indexOf(name) + 1)),
    example: written((_, of) => VARIABLES[of].example),
  }
}
