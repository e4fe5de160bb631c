import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { type Entry, useDelete } from './data.ts'

/** Only what nothing points to goes; what does is said beside it. */
export function Deletion({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const say = useSay()
  const deletion = useDelete()
  const [reason, setReason] = useState('')
  const { entries, more = 0, repairs, records } = entry.pointers
  const pointers = entries.length + more + repairs.length + records
  if (pointers > 0)
    return (
      <div className="delete" role="note">
        <p>
          {say(
            text(
              '还有别处用到这一条，不能删除：先改掉“用到它的”里的每一条。',
              'Others still point to this entry, so it stays: change each of those under “Used by” first.',
            ),
          )}
        </p>
        <Button onClick={onClose}>{say(text('知道了', 'I see'))}</Button>
      </div>
    )
  const { list, id, version } = entry
  return (
    <div className="delete">
      {deletion.error && <Problem error={deletion.error} />}
      <label htmlFor="why">
        {say(text('为什么删除（记入变更记录，历史仍可查）', 'Why (kept on record; its history stays)'))}
      </label>
      <Input.TextArea
        id="why"
        rows={2}
        maxLength={1000}
        value={reason}
        autoFocus
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="send">
        <Button
          danger
          disabled={!reason.trim()}
          loading={deletion.isPending}
          onClick={() => deletion.mutate({ list, id, version, reason: reason.trim() }, { onSuccess: onClose })}
        >
          {say(text('删除', 'Delete'))}
        </Button>
        <Button onClick={onClose}>{say(text('不删了', 'Cancel'))}</Button>
      </div>
    </div>
  )
}
