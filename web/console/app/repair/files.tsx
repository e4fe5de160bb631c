import { type ChangeEvent, useId } from 'react'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import type { Repair } from '../data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Problem } from '../parts/problem.tsx'
import { moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { useAttach } from './data.ts'

type File = NonNullable<Repair['attachments']>[number]

/** Photos, signatures and papers beside the repair: there only where there is something, or something may be added. */
export function Files({ repair }: { repair: Repair }) {
  const say = useSay()
  const input = useId()
  const role = useStore(sessionStore)?.role
  const attach = useAttach(repair)
  const { attachments = [], signature } = repair
  const mayAdd = repair.allowed.includes('attach')
  // To a viewer the customer's people are nobody: their faces too.
  if (role === 'viewer' || (attachments.length === 0 && !signature && !mayAdd)) return null
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (file) attach.mutate(file)
    target.value = ''
  }
  return (
    <section className="panel files">
      <header>
        <h2>{say(text('附件', 'Files'))}</h2>
      </header>
      <div className="in">
        {attach.isError && <Problem error={attach.error} />}
        {signature && <p>✓ {say(text(`客户已签字：${signature.signer}`, `Signed: ${signature.signer}`))}</p>}
        <div className="shots">
          {attachments.map((file) => (
            <Shot key={file.sha256} file={file} repair={repair} />
          ))}
        </div>
        {mayAdd && (
          <label className="add" htmlFor={input}>
            {attach.isPending ? say(text('正在保存…', 'Saving…')) : say(text('添加照片或 PDF', 'Add a photo or PDF'))}
            <input id={input} type="file" accept="image/jpeg,image/png,image/webp,application/pdf" onChange={pick} />
          </label>
        )}
      </div>
    </section>
  )
}

function Shot({ file, repair }: { file: File; repair: Repair }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const address = `/api/repairs/${encodeURIComponent(repair.id)}/attachments/${file.sha256}`
  const name = file.note ?? say(nameOf(file))
  return (
    <figure>
      <a href={address} target="_blank" rel="noreferrer" title={`SHA-256 ${file.sha256}`}>
        {file.kind === 'pdf' ? 'PDF' : <img src={address} alt={name} loading="lazy" />}
      </a>
      <figcaption>
        {name}{' '}
        <span>
          {[
            file.by.kind === 'customer' ? say(text('客户', 'customer')) : file.by.name,
            moment(file.at, repair.timezone, nowMs, language),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </figcaption>
    </figure>
  )
}

const nameOf = ({ kind, isSignature }: File): Text =>
  isSignature ? text('签字', 'Signature') : kind === 'pdf' ? text('文件', 'File') : text('照片', 'Photo')
