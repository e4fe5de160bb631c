import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type KeyboardEvent, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { Dialog } from '../parts/dialog.tsx'
import { isSending } from '../parts/keys.tsx'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { type Edited, isOvertaken, type Save, useSave } from './data.ts'
import { Diff } from './history.tsx'

interface Props {
  readonly tried: Edited
  readonly save: Omit<Save, 'reason'>
  readonly onDone: () => void
  readonly onClose: () => void
  /** A colleague was faster: what was shown holds no more. */
  readonly onOvertaken: () => void
}

/** Before → after, why, then it is saved. */
export function SaveDialog({ tried, save, onDone, onClose, onOvertaken }: Props) {
  const say = useSay()
  const saving = useSave()
  const [reason, setReason] = useState('')
  const isSame = tried.outcome === 'unchanged'
  const send = () => {
    const onError = (error: Error) => isOvertaken(error) && onOvertaken()
    if (!saving.isPending && reason.trim())
      saving.mutate({ ...save, reason: reason.trim() }, { onSuccess: onDone, onError })
  }
  const byKeys = (event: KeyboardEvent) => {
    if (isSending(event)) send()
  }
  return (
    <Dialog label={say(text('核对改动', 'Check the change'))} onClose={onClose}>
      <div className="in saving">
        <h2>{say(text('核对改动', 'Check the change'))}</h2>
        {isSame ? (
          <p className="soft">{say(text('没有改动：和现在一样。', 'Nothing is changed: it is so already.'))}</p>
        ) : (
          <Diff differences={tried.differences} />
        )}
        {tried.warnings.map((warning) => (
          <Alert key={warning} type="warning" title={warning} />
        ))}
        {saving.error && <Problem error={saving.error} />}
        {!isSame && (
          <div>
            <label htmlFor="reason">{say(text('为什么改（记入变更记录）', 'Why (kept on record)'))}</label>
            <Input.TextArea
              id="reason"
              rows={2}
              maxLength={1000}
              value={reason}
              autoFocus
              onKeyDown={byKeys}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
        )}
        <div className="send">
          {!isSame && (
            <Button type="primary" disabled={!reason.trim()} loading={saving.isPending} onClick={send}>
              {say(text('保存', 'Save'))} <kbd>Ctrl ↵</kbd>
            </Button>
          )}
          <Button onClick={onClose}>{say(text('返回', 'Back'))}</Button>
        </div>
      </div>
    </Dialog>
  )
}
