import { inLanguage, text } from '../../shared/kernel/text.ts'
import { act } from '../../shared/use-cases/act.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { sayToAndHangUp, twiml } from '../hotline/twiml.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import type { Visit } from './views.ts'

const SAID = {
  taken: text('已接单。请看短信里的链接。', 'You have it. The link is in your text message.'),
  notTaken: text(
    '没有接单。要接单请打开短信里的链接。',
    'You have not taken it. To take it, open the link in your text message.',
  ),
  over: text('这一单已不用您处理。', 'This one needs you no more.'),
} as const

/**
 * `POST /p/{token}/key`: the key that was pressed on a phone that rang, as a telephone provider passes it on. The address is the
 * capability. 1 takes the repair, as the button of the page does; anything else, and a phone that nobody picked up, takes nothing.
 */
export async function answerByKey(
  event: HttpEvent,
  deps: Deps,
  { repair, actor, language }: Visit,
): Promise<HttpResult> {
  const outcome = await press(deps, { repair, actor }, bodyForm(event).get('Digits'))
  return twiml(sayToAndHangUp(inLanguage(SAID[outcome], language), language))
}

/** What the key of somebody's phone does, whichever way it comes. */
export async function press(
  deps: Deps,
  { repair, actor }: Pick<Visit, 'repair' | 'actor'>,
  key: string | null,
): Promise<keyof typeof SAID> {
  if (key !== '1') return 'notTaken'
  if (repair.assignee?.id === actor.id && !repair.paging?.pending) return 'taken'
  const { outcome } = await act(deps, repair.id, { type: 'acknowledge' }, actor)
  return outcome === 'done' ? 'taken' : 'over'
}
