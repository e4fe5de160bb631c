import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useEffect, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import type { Row } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { DESK_ZONE, dayName } from '../parts/time.ts'
import { useUnit } from '../repair/data.ts'
import { useWarranty } from '../repair/parts.tsx'
import { useLanguage, useSay } from '../words.ts'
import type { Unit } from './data.ts'
import type { Draft } from './draft.ts'

const UNITS_SHOWN = 6

interface Props {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
}

/** The unit that is meant; one that is under repair already takes the call in. */
export function Units({ units, rows, draft, change }: Props & { units: readonly Unit[]; rows: readonly Row[] }) {
  const say = useSay()
  const [sought, setSought] = useState('')
  const found = units.filter((unit) => sought.trim() === '' || meant(unit, sought))
  const first = found.toSorted((one, other) => Number(meant(other, draft.q)) - Number(meant(one, draft.q)))
  const chosen = draft.serial
  useOnly(units, draft, change)
  const shown =
    draft.showsUnits || sought.trim()
      ? first
      : first.filter(({ serial }, index) => index < UNITS_SHOWN || serial === chosen)
  return (
    <ul className="units">
      {units.length > UNITS_SHOWN && (
        <Seek
          among={units.length}
          sought={sought}
          onSeek={setSought}
          onEnter={() => found.length === 1 && change({ serial: found[0]?.serial })}
        />
      )}
      {shown.map((unit) => (
        <Choice
          key={unit.serial}
          unit={unit}
          open={rows.find((row) => row.unit === unit.serial)?.id}
          isChosen={unit.serial === chosen}
          onChoose={() => change({ serial: unit.serial })}
        />
      ))}
      <li className={chosen === undefined ? 'on' : ''}>
        <label>
          <input
            type="radio"
            name="unit"
            checked={chosen === undefined}
            onChange={() => change({ serial: undefined, isUnitOpen: true })}
          />
          <b>{say(text('还不清楚是哪台', 'Not known yet'))}</b>
          <span />
        </label>
      </li>
      {shown.length < found.length && (
        <li className="oth">
          <Button type="link" onClick={() => change({ showsUnits: true })}>
            {say(text(`其余 ${found.length - shown.length} 台`, `${found.length - shown.length} more`))}
          </Button>
        </li>
      )}
    </ul>
  )
}

interface ChoiceProps {
  readonly unit: Unit
  /** The repair that it is in. */
  readonly open: string | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
}

const Choice = ({ unit, open, isChosen, onChoose }: ChoiceProps) => {
  const say = useSay()
  return (
    <li className={isChosen ? 'on' : ''}>
      <label>
        <input type="radio" name="unit" checked={isChosen} onChange={onChoose} />
        <b>{unit.name}</b>
        <span>{unit.serial}</span>
        {open && <em className="warn">{say(text(`在修 ${open}，并入该单`, `under repair, joins ${open}`))}</em>}
      </label>
    </li>
  )
}

interface SeekProps {
  readonly among: number
  readonly sought: string
  readonly onSeek: (words: string) => void
  readonly onEnter: () => void
}

const Seek = ({ among, sought, onSeek, onEnter }: SeekProps) => {
  const say = useSay()
  return (
    <li className="seek">
      <Input
        variant="borderless"
        value={sought}
        maxLength={100}
        placeholder={say(text(`${among} 台里找：名称或编号一段`, `Of ${among}: a name, part of a serial`))}
        aria-label={say(text('找设备', 'Find the unit'))}
        onChange={({ target }) => onSeek(target.value)}
        onPressEnter={onEnter}
      />
    </li>
  )
}

/** One that stands alone is meant, unless somebody says that it is not clear, or calls by a switchboard. */
function useOnly(
  [only, ...others]: readonly Unit[],
  { serial, person, isUnitOpen }: Draft,
  change: Props['change'],
): void {
  const meant = others.length === 0 && !serial && !isUnitOpen && !person?.switchboard ? only?.serial : undefined
  useEffect(() => {
    if (meant !== undefined) change({ serial: meant })
  })
}

function meant({ serial, name, shortName }: Unit, typed: string): boolean {
  const sought = typed.trim().toLowerCase()
  return sought !== '' && [serial, name, shortName].some((said) => said.toLowerCase().includes(sought))
}

/** What was wrong with it before, under which contract it stands, and its warranty. */
export function UnitFile({ serial }: { serial: string }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { data } = useUnit(serial)
  const warranty = useWarranty({ unit: { serial } })
  if (!data) return null
  const past = data.history
    .filter(({ outcome }) => outcome !== 'open')
    .slice(-3)
    .toReversed()
  return (
    <>
      {past.length > 0 && (
        <>
          <h3>{say(text('这台设备最近三次', 'Its last three repairs'))}</h3>
          <ul className="before">
            {past.map(({ repair, reportedAt, problem, symptoms, done }) => (
              <li key={repair}>
                <time>{dayName(Date.parse(reportedAt), DESK_ZONE, nowMs, language)}</time>
                <span>{String(problem ?? symptoms ?? '')}</span>
                <em>{String(done ?? '')}</em>
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="ct">
        {data.contract && (
          <div>
            <dt>{say(text('合同', 'Contract'))}</dt>
            <dd>{`${data.contract.id} · ${say(text(`${data.contract.plan} 第 ${data.contract.planVersion} 版`, `${data.contract.plan} v${data.contract.planVersion}`))}`}</dd>
          </div>
        )}
        <div>
          <dt>{say(text('保修', 'Warranty'))}</dt>
          <dd>{warranty}</dd>
        </div>
      </dl>
    </>
  )
}
