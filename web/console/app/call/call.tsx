import Button from 'antd/es/button'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { MINUTE } from '../../../rail/wall.ts'
import { type Plan, useDuty } from '../data.ts'
import { begun, keepBegun } from '../outside/begun.ts'
import { freshId } from '../outside/id.ts'
import { callsStore } from '../outside/live.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { isSending, Keys } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Problem } from '../parts/problem.tsx'
import { length } from '../parts/time.ts'
import { useUnit } from '../repair/data.ts'
import { Helped } from '../repair/parts.tsx'
import { go, usePlace } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { useTake } from './data.ts'
import { DeskWork } from './desk-work.tsx'
import { type Draft, emptyDraft, requestOf } from './draft.ts'
import { useForeseen, useSettled } from './foreseen.ts'
import { minutesOf, PromiseSide } from './promises.tsx'
import { Reported } from './reported.tsx'
import { Saved } from './saved.tsx'
import { Severities } from './severities.tsx'
import { WhoSide } from './who.tsx'

const SEARCH_AFTER_MS = 300

/** A caller is on the line: who, what, what we promise – then the number to read to them. */
export function Call() {
  const { query } = usePlace()
  const [line, q] = [query.get('line') ?? undefined, query.get('q') ?? '']
  return <Taking key={line ?? q} line={line} q={q} />
}

function Taking({ line, q }: { line: string | undefined; q: string }) {
  const say = useSay()
  const [draft, change, forget] = useDraft(line, q)
  const take = useTake()
  const foreseen = useForeseen(draft)
  const { plan, promised } = foreseen ?? {}
  const severity = plan?.severities.some(({ id }) => id === draft.severity) ? draft.severity : plan?.severities[0]?.id
  const first = useFirst(promised?.roster)
  const joins = promised?.joins
  const [joined, setJoined] = useState<string>()
  const save = () => {
    if (take.isPending || take.data) return
    setJoined(joins)
    if (draft.symptoms.trim()) take.mutate(requestOf({ ...draft, severity }), { onSuccess: forget })
    else document.getElementById('symptoms')?.focus()
  }
  const next = () => {
    take.reset()
    forget()
    if (line ?? q) go('/call', { replace: true })
    else change(draftOf(undefined, ''))
  }
  const byKeys = (event: KeyboardEvent) => {
    if (!isSending(event)) return
    event.preventDefault()
    save()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl and Enter save from any of its fields
    <div className="taking" onKeyDown={byKeys}>
      <header className="bar">
        <h1>{say(text('接听', 'Take a call'))}</h1>
        <span className="push" />
        <Keys />
        <LiveSign />
      </header>
      <DeskWork />
      <div className="grid">
        <WhoSide draft={draft} change={change} />
        <section className="what">
          <Reported draft={draft} change={change} />
          <While words={draft.symptoms} serial={draft.serial} />
          {plan && promised && (
            <Severities plan={plan} promised={promised} chosen={severity} onChoose={(id) => change({ severity: id })} />
          )}
          {plan && <First plan={plan} draft={draft} change={change} />}
        </section>
        <PromiseSide foreseen={foreseen} severity={severity} draft={draft}>
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
          <Button type="primary" block className="big" loading={take.isPending} onClick={save}>
            {joins
              ? say(text(`并入 ${joins}`, `Add to ${joins}`))
              : first && !draft.desk
                ? say(text(`保存并呼叫 ${first}`, `Save and call ${first}`))
                : say(text('保存', 'Save'))}{' '}
            <kbd>Ctrl ↵</kbd>
          </Button>
          <p className="soft small">
            {draft.symptoms.trim()
              ? say(
                  text(
                    '单号在保存后以大字显示，念给来电人。',
                    'The number is shown large once saved, to read to the caller.',
                  ),
                )
              : say(text('先记下故障现象，才能保存。', 'Write down what is wrong before saving.'))}
          </p>
        </PromiseSide>
      </div>
      {take.data && <Saved answer={take.data} draft={draft} first={first} joined={joined} onNext={next} />}
    </div>
  )
}

/** What is being written of each call: another call may be taken in between, another room looked into, the page loaded anew. */
function useDraft(line: string | undefined, q: string) {
  const key = `call ${line ?? q}`
  const [first] = useState<Draft>(() => ({ ...draftOf(line, q), ...begun<Draft>(key) }))
  const [draft, setDraft] = useState(first)
  useEffect(() => {
    if (draft !== first) keepBegun(key, draft)
  }, [key, draft, first])
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  return [draft, change, () => keepBegun(key, undefined)] as const
}

/** A report with the call's id is the report of that call, whatever the voice menu makes of it. */
function draftOf(line: string | undefined, q: string): Draft {
  if (line === undefined) return emptyDraft({ callId: freshId(), q })
  const known = callsStore.get().newest.find(({ id }) => id === line)
  return emptyDraft({ callId: line, q, since: known?.since, dialled: known?.caller })
}

/** Who would be called first. */
function useFirst(roster: string | undefined): string | undefined {
  const { data } = useDuty()
  return data?.rosters.find((one) => one.roster === roster)?.path[0]?.person.name
}

/** What helped before, while somebody types. */
function While({ words, serial }: { words: string; serial: string | undefined }) {
  const settled = useSettled(words, SEARCH_AFTER_MS)
  const unit = useUnit(serial)
  return <Helped words={settled} model={unit.data?.unit.model} />
}

/** Called at once, or tried at the desk first (C24). */
function First({ plan, draft, change }: { plan: Plan; draft: Draft; change: (changes: Partial<Draft>) => void }) {
  const say = useSay()
  const language = useLanguage()
  const role = useStore(sessionStore)?.role
  const desk = plan.clocks.find(({ until }) => until === 'passedOn')
  if (!desk || (role !== 'dispatcher' && role !== 'manager')) return null
  const within = length(minutesOf(desk.limit ?? '') * MINUTE, language)
  return (
    <>
      <h3>{say(text('先由谁处理', 'Who tries first'))}</h3>
      <span className="seg">
        <button type="button" aria-pressed={!draft.desk} onClick={() => change({ desk: false })}>
          {say(text('立即呼叫工程师', 'Call an engineer at once'))}
        </button>
        <button type="button" aria-pressed={draft.desk} onClick={() => change({ desk: true })}>
          {say(text('我先试', 'I try first'))}
        </button>
      </span>
      {draft.desk && (
        <p className="soft small">
          {say(
            text(
              `${desk.clause}：从保存起，最多 ${within} 由您在电话里解决，暂不呼叫工程师；到时没解决，自动转给工程师。`,
              `${desk.clause}: from saving on, at most ${within} are yours to solve it by telephone, and no engineer is called; what is not solved then goes to one by itself.`,
            ),
          )}
        </p>
      )}
    </>
  )
}
