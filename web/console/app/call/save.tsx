import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { LONGEST_REPORT } from '../../../../shared/kernel/typed.ts'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import type { useTake } from './data.ts'
import { type Draft, hasNumber } from './draft.ts'

interface Props {
  readonly draft: Draft
  readonly take: ReturnType<typeof useTake>
  readonly joins: string | undefined
  /** Who is called. */
  readonly first: string | undefined
  readonly onSave: () => void
}

/** Whether there is something to save, and all of it has room. */
export const canBeSaved = ({ symptoms }: Draft): boolean =>
  symptoms.trim() !== '' && symptoms.trim().length <= LONGEST_REPORT

export function Save({ draft, take, joins, first, onSave }: Props) {
  const say = useSay()
  return (
    <>
      {take.isError && <Problem error={take.error} />}
      {take.isPending && take.failureCount > 0 && (
        <p className="warn" role="alert">
          {say(
            text(
              '还没有保存：连不上服务器，正在重试，一连上就保存。',
              'Not saved yet: the server cannot be reached; it is tried again, and saved as soon as it answers.',
            ),
          )}
        </p>
      )}
      {canBeSaved(draft) && !hasNumber(draft) && (
        <p className="warn">
          {say(
            text(
              '没有能回拨的电话：请问来电人要一个，否则没法给他回电。',
              'No number to call back: ask the caller for one, or nobody can keep a promise to call.',
            ),
          )}
        </p>
      )}
      <Button type="primary" block className="big" loading={take.isPending} onClick={onSave}>
        {joins
          ? say(text(`并入 ${joins}`, `Add to ${joins}`))
          : first && !draft.desk
            ? say(text(`保存并呼叫 ${first}`, `Save and call ${first}`))
            : say(text('保存', 'Save'))}{' '}
        <kbd>Ctrl ↵</kbd>
      </Button>
      <p className="soft small">{say(hintOf(draft))}</p>
    </>
  )
}

const hintOf = (draft: Draft) =>
  canBeSaved(draft)
    ? text('单号在保存后以大字显示，念给来电人。', 'The number is shown large once saved, to read to the caller.')
    : draft.symptoms.trim() === ''
      ? text('先记下故障现象，才能保存。', 'Write down what is wrong before saving.')
      : text('写得太长，删减后才能保存。', 'It is too long: shorten it before saving.')
