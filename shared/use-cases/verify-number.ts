import { versionOf } from '../directory/change.ts'
import type { Person } from '../directory/directory.ts'
import { BadRequestError, fault, NotFoundError } from '../kernel/errors.ts'
import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'
import { maskPhone } from '../kernel/mask.ts'
import { subjectOf } from '../kernel/subject.ts'
import { GUESSES_A_DAY } from '../message/sms-budget.ts'
import type { Shelved } from '../ports/shelf.ts'
import { affordsGuess } from '../shell/sms-budget.ts'
import type { Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import { editDirectory } from './edit-directory.ts'

// A number is proved by the code in a test message: whoever has the phone says it to whoever sent it.

const CODE_LASTS: Duration = 'PT15M'
const SHELF = 'code'
const DIGITS = 6

/** That a code went to a number, and when; not the code, which follows from both by the secret of the links. */
interface Asked extends Shelved {
  readonly phone: string
  readonly at: Instant
}

type CodeDeps = Pick<Deps, 'capabilities' | 'digest'>

async function codeOf({ capabilities, digest }: CodeDeps, { id, phone, at }: Asked): Promise<string> {
  const token = await capabilities.tokenFor({ kind: 'engineer', about: subjectOf('person', id), holder: phone }, at)
  const number = Number.parseInt(digest(token).slice(0, 12), 16) % 10 ** DIGITS
  return String(number).padStart(DIGITS, '0')
}

/** The code that is to prove this number of theirs. A later one takes its place. */
export async function askForCode(
  deps: CodeDeps & Pick<Deps, 'shelf' | 'clock'>,
  { id, phone }: Pick<Person, 'id' | 'phone'>,
): Promise<string> {
  const at = deps.clock.now()
  const asked = { id, phone, at, until: later(at, durationMs(CODE_LASTS)) }
  await deps.shelf.put(SHELF, asked)
  return codeOf(deps, asked)
}

/**
 * Whoever had the test message sent gives the code that its reader told them: the number on file counts from then on. It is on the
 * directory record. Throws NotFoundError, and BadRequestError for a code that is none, or over, or was sent to another number.
 */
export async function verifyNumber(
  deps: Deps,
  who: Requester,
  id: string,
  code: string,
): Promise<{ readonly to: string }> {
  const person = await deps.directory.person(id)
  if (!person) throw new NotFoundError({ zh: '没有这个人', en: 'nobody has this id' })
  const now = deps.clock.now()
  if (!(await affordsGuess(deps, id, now))) throw new BadRequestError([TOO_MANY])
  const asked = ((await deps.shelf.all(SHELF, now)) as readonly Asked[]).find((one) => one.id === id)
  if (asked?.phone !== person.phone) throw new BadRequestError([NOT_ASKED])
  if ((await codeOf(deps, asked)) !== code) throw new BadRequestError([WRONG])
  const to = maskPhone(person.phone)
  const verified = { ...person, verified: person.phone }
  const version = versionOf(deps, person)
  const reason = `${to} 已验证 verified`
  const { outcome } = await editDirectory(deps, who, { list: 'people', id, version, reason, entry: verified })
  if (outcome === 'stale') throw new BadRequestError([NOT_ASKED])
  await deps.shelf.remove(SHELF, id)
  return { to }
}

const TOO_MANY = fault(
  'code',
  `24 小时内已经试过 ${GUESSES_A_DAY} 次，请明天再试`,
  `was tried ${GUESSES_A_DAY} times within 24 hours: try again tomorrow`,
)
const NOT_ASKED = fault(
  'code',
  '15 分钟内没有给现在登记的号码发过测试短信：先发一条，再填对方报的数字',
  'no test message went to the number on file within 15 minutes: send one, then give the code that its reader tells you',
)
const WRONG = fault('code', '数字不对：以最近一条测试短信为准', 'is not the one in the latest test message')
