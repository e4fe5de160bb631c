import { askedAt } from '../directory/reached.ts'
import { BadRequestError, fault, MessageNotSentError, NotFoundError } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { maskLinks, maskPhone } from '../kernel/mask.ts'
import { TESTS_A_DAY } from '../message/sms-budget.ts'
import { testMessage } from '../message/test-message.ts'
import { affordsTest } from '../shell/sms-budget.ts'
import { auditTest, type Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import { askForCode } from './verify-number.ts'

/** What came back from whoever carries it; `to`: masked. */
export interface Tested {
  readonly at: Instant
  readonly to: string
  readonly outcome: 'sent' | 'refused'
  /** Why not, as the provider says it. */
  readonly said?: string
}

/** What it takes to send one. */
export type TestDeps = Pick<
  Deps,
  'directory' | 'clock' | 'inboxes' | 'audit' | 'digest' | 'messenger' | 'log' | 'shelf' | 'capabilities'
>

/**
 * One message to one of ours, by the channels that pages go by, to the number that they are to be reached at, with a code that proves
 * it. It is on the audit record before it leaves. Throws NotFoundError, and BadRequestError for whoever had enough of them today.
 */
export async function sendTest(deps: TestDeps, who: Requester, id: string): Promise<Tested> {
  const known = await deps.directory.person(id)
  if (!known) throw new NotFoundError({ zh: '没有这个人', en: 'nobody has this id' })
  const at = deps.clock.now()
  const person = askedAt(known, at)
  if (!(await affordsTest(deps, id, at))) throw new BadRequestError([TOO_MANY])
  await auditTest(deps, who, { person: id })
  const code = await askForCode(deps, person)
  const to = maskPhone(person.phone)
  try {
    await deps.messenger.send(testMessage(person, code, who.actor.name ?? who.actor.id ?? who.role, at))
    return { at, to, outcome: 'sent' }
  } catch (error) {
    if (!(error instanceof MessageNotSentError)) throw error
    const said = maskLinks(error.said).replaceAll(person.phone, '…').replaceAll(code, '…').slice(0, 500)
    deps.log.warn('Test message not sent', { person: id, cause: said })
    return { at, to, outcome: 'refused', said }
  }
}

const TOO_MANY = fault(
  'id',
  `24 小时内已经给这个人发过 ${TESTS_A_DAY} 条测试短信，请明天再试`,
  `${TESTS_A_DAY} test messages went to this person within 24 hours: try again tomorrow`,
)
