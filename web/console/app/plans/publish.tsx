import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type FormEvent, useEffect, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Problem } from '../parts/problem.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { go } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { ChangeList } from './changes.tsx'
import { usePublish, usePublished } from './data.ts'

/** What it changes for customers, then why; then it holds for good. */
export function Publishing({ written, onClose }: { written: string; onClose: () => void }) {
  const say = useSay()
  const [trial, publication] = [usePublish(true), usePublish(false)]
  const [reason, setReason] = useState('')
  const { mutate: tryIt } = trial
  useEffect(() => tryIt({ text: written, reason: '–' }), [tryIt, written])
  const tried = trial.data
  const send = (event: FormEvent) => {
    event.preventDefault()
    publication.mutate({ text: written, reason }, { onSuccess: ({ plan, version }) => go(`/plans/${plan}.${version}`) })
  }
  const title = tried
    ? say(text(`发布 ${tried.plan} 第 ${tried.version} 版`, `Publish ${tried.plan} version ${tried.version}`))
    : say(text('发布', 'Publish'))
  return (
    <Dialog label={title} onClose={onClose}>
      <h2>{title}</h2>
      {trial.error && <Problem error={trial.error} />}
      {tried && (
        <>
          <p className="soft small note">
            {say(
              text(
                `${tried.effectiveFrom} 起生效；未关闭的报修和已签的合同仍按原来的版本。发布后不能撤回，只能再发新版。`,
                `It holds from ${tried.effectiveFrom}; open repairs and contracts keep the version they have. It cannot be taken back: only the next version changes it.`,
              ),
            )}
          </p>
          <div className="all">
            <ChangeList changes={tried.changes} />
          </div>
        </>
      )}
      <form className="export" onSubmit={send}>
        {tried && (
          <div className="named across">
            <label htmlFor="publish-reason">{say(text('为什么发布（记录在案）', 'Why (kept on record)'))}</label>
            <Input
              id="publish-reason"
              required
              maxLength={1000}
              value={reason}
              autoFocus
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
        )}
        {publication.error && <Problem error={publication.error} />}
        <div className="buttons">
          {tried && (
            <Button type="primary" htmlType="submit" disabled={!reason.trim()} loading={publication.isPending}>
              {say(text('发布', 'Publish'))}
            </Button>
          )}
          <Button onClick={onClose}>{say(text('返回', 'Back'))}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Who published a version, when and why; nothing of one that came as a file. */
export function PublishedBy({ plan, version }: { plan: string; version: number }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { data = [] } = usePublished()
  const found = data.find((one) => one.plan === plan && one.version === version)
  if (!found) return null
  const who = found.by.name ?? found.by.id ?? ''
  const when = moment(found.at, DESK_ZONE, nowMs, language)
  return (
    <p className="soft small published">
      {say(text(`${who} 于 ${when} 发布：“${found.reason}”`, `Published by ${who}, ${when}: “${found.reason}”`))}
    </p>
  )
}
