import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { moment, shortMoment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import type { DutyView } from './duty-data.ts'

/** Instants as they are read beside a duty: in its zone. */
export function useWhen({ timezone }: DutyView) {
  const language = useLanguage()
  const nowMs = useNow()
  return (at: string) => moment(at, timezone, nowMs, language)
}

/** As it was sent, where it was; until then as it reads now. */
function Report({ duty: { id, issued } }: { duty: DutyView }) {
  const say = useSay()
  const language = useLanguage()
  const at = `/api/duties/${encodeURIComponent(id)}`
  const to = (href: string, label: string) => (
    <a className="dl-report" href={href} target="_blank" rel="noreferrer">
      {label}
    </a>
  )
  if (!issued) return to(`${at}/report?lang=${language}`, say(text('报告', 'Report')))
  return (
    <>
      {to(`${at}/files/${issued.page.sha256}`, say(text('已发的报告', 'Report as sent')))}{' '}
      {to(`${at}/files/${issued.docx.sha256}`, 'Word')}
    </>
  )
}

/** The latest first, as it was written; what was wrong is put right in another. */
export function DutyLog({ duty }: { duty: DutyView }) {
  const say = useSay()
  const when = useWhen(duty)
  const { log, gaps, id, state } = duty
  if (state === 'toPlan' || (state === 'planned' && log.length === 0)) return null
  return (
    <section>
      <h3>
        {say(text('值守记录', 'Log of the watch'))} <span className="soft">{log.length}</span> <Report duty={duty} />
      </h3>
      {gaps.map((gap) => (
        <p key={gap.from} className="bad">
          {say(text('没有记录：', 'No entry: '))}
          <span className="n">
            {when(gap.from)} – {when(gap.to)}
          </span>
        </p>
      ))}
      {log.length === 0 && <p className="soft">{say(text('还没有记录。', 'There is no entry yet.'))}</p>}
      <ol className="watchlog">
        {log.toReversed().map((entry) => (
          <Entry key={entry.seq} duty={id} entry={entry} timezone={duty.timezone} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ duty, entry, timezone }: { duty: string; entry: DutyView['log'][number]; timezone: string }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { seq, at, by, observed, events, analysis, done, handover, corrects, fault, photo } = entry
  const more = [
    [text('事件', 'Events'), events],
    [text('分析', 'Analysis'), analysis],
    [text('处置', 'Done'), done],
    [text('交接', 'Handed over'), handover],
  ] as const
  return (
    <li>
      <p className="pre">
        <span className="soft n">
          {seq} · {shortMoment(at, timezone, nowMs, language)}
        </span>{' '}
        <b>{by}</b>{' '}
        {corrects !== undefined && <b>{say(text(`更正第 ${corrects} 条：`, `puts entry ${corrects} right: `))}</b>}
        {observed}
      </p>
      {more.map(
        ([label, words]) =>
          words && (
            <p key={label.en} className="pre">
              <span className="soft">{say(label)}</span> {words}
            </p>
          ),
      )}
      {fault && (
        <p>
          <b className="bad">{say(text('故障', 'Fault'))}</b> {fault.unit}{' '}
          {fault.repair ? <Link to={`/repairs/${fault.repair}`}>{fault.repair}</Link> : null}
        </p>
      )}
      {photo && (
        <p>
          <a href={`/api/duties/${encodeURIComponent(duty)}/files/${photo.sha256}`} target="_blank" rel="noreferrer">
            {say(text('照片', 'Photo'))}
          </a>
        </p>
      )}
    </li>
  )
}
