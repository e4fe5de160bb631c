import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { MINUTE } from '../../../rail/wall.ts'
import { useDuty } from '../data.ts'
import { useNarrow } from '../outside/narrow.ts'
import { useNow } from '../outside/time.ts'
import { Keys, useSending } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { useUnit } from '../repair/data.ts'
import { Helped } from '../repair/parts.tsx'
import { go, usePlace } from '../router.tsx'
import { useSay } from '../words.ts'
import { BegunCalls } from './begun.tsx'
import { begunCall, callAt, callMeant, endCall, keepCall, newCall } from './begun-calls.ts'
import { useTake } from './data.ts'
import { DeskWork } from './desk-work.tsx'
import { type Draft, internationally, isAbout, requestOf } from './draft.ts'
import { First } from './first.tsx'
import { useForeseen, useSettled } from './foreseen.ts'
import { PromiseSide } from './promises.tsx'
import { focusWords, Reported } from './reported.tsx'
import { canBeSaved, Save } from './save.tsx'
import { Saved } from './saved.tsx'
import { Severities } from './severities.tsx'
import { focusSearch, WhoSide } from './who.tsx'

const SEARCH_AFTER_MS = 300

/** A caller is on the line: who, what, what we promise – then the number to read to them. */
export function Call() {
  const { query } = usePlace()
  const now = new Date(useNow(MINUTE)).toISOString()
  const id = query.get('call')
  const begun = useMemo(() => begunCall(id), [id])
  useLayoutEffect(() => {
    if (!begun) go(callAt(callMeant(query, now).callId), { replace: true })
  }, [begun, query, now])
  return begun ? <Taking key={begun.callId} begun={begun} now={now} /> : null
}

function Taking({ begun, now }: { begun: Draft; now: string }) {
  const [draft, change, end] = useDraft(begun)
  const take = useTake(end)
  const foreseen = useForeseen(draft)
  const { plan, promised } = foreseen ?? {}
  // Whoever has not chosen says nothing of it: the strictest holds.
  const chosen = plan?.severities.find(({ id }) => id === draft.severity)?.id
  const severity = chosen ?? plan?.severities[0]?.id
  const first = useFirst(promised?.roster)
  const joins = promised?.joins
  const [joined, setJoined] = useState<string>()
  const save = () => {
    if (take.isPending || take.data) return
    setJoined(joins)
    if (canBeSaved(draft)) take.mutate(requestOf({ ...draft, severity: chosen }))
    else focusWords()
  }
  useSending(save)
  useFieldToBegin(begun)
  return (
    <div className="taking">
      <Head draft={draft} now={now} />
      <DeskWork />
      <div className="grid">
        <WhoSide draft={draft} change={change} />
        <section className="what">
          <Reported draft={draft} change={change} />
          <While words={draft.symptoms} serial={draft.serial} />
          {plan && promised && (
            <Severities
              plan={plan}
              promised={promised}
              isOther={foreseen?.is === 'other'}
              chosen={severity}
              onChoose={(id) => change({ severity: id })}
            />
          )}
          {plan && <First plan={plan} draft={draft} change={change} />}
        </section>
        <PromiseSide foreseen={foreseen} severity={severity} draft={draft}>
          <Save draft={draft} take={take} joins={joins} first={first} onSave={save} />
        </PromiseSide>
      </div>
      {take.data && (
        <Saved
          answer={take.data}
          draft={draft}
          first={first}
          joined={joined}
          onNext={() => go(callAt(newCall(now).callId), { replace: true })}
        />
      )}
    </div>
  )
}

function Head({ draft, now }: { draft: Draft; now: string }) {
  const say = useSay()
  return (
    <header className="bar">
      <h1>{say(text('接听', 'Take a call'))}</h1>
      <BegunCalls draft={draft} now={now} />
      <span className="push" />
      <Keys />
      <LiveSign />
    </header>
  )
}

/** One types at once: who calls, or, where that is known, what they say; a phone shows no keyboard over who it is. */
function useFieldToBegin(begun: Draft): void {
  const isNarrow = useNarrow()
  useEffect(() => {
    if (isNarrow) return
    if (isAbout(begun) || internationally(begun.q)) focusWords()
    else focusSearch()
  }, [begun, isNarrow])
}

/** What is being written of a call outlives the room and the page, until it is saved. */
function useDraft(begun: Draft) {
  const [draft, setDraft] = useState(begun)
  const isOver = useRef(false)
  useEffect(() => {
    if (!isOver.current) keepCall(draft)
  }, [draft])
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const end = () => {
    isOver.current = true
    endCall(begun.callId)
  }
  return [draft, change, end] as const
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
