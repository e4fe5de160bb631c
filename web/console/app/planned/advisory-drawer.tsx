import { inLanguage, type Text, text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { Acting, type ActingForm } from './acting.tsx'
import { type Advisory, useActOnAdvisory, useAdvisory } from './advisories-data.ts'
import { Drawer } from './drawer.tsx'

const STAGES: Readonly<Record<Advisory['stage'], Text>> = {
  sending: text('正在通知', 'Being sent'),
  sent: text('已通知', 'Sent'),
  withdrawn: text('已撤回', 'Withdrawn'),
}

interface Props {
  readonly id: string
  readonly mayAct: boolean
  readonly onClose: () => void
}

/** A warning beside the list: its words, and customer by customer who has it. */
export function AdvisoryDrawer({ id, mayAct, onClose }: Props) {
  const say = useSay()
  const language = useLanguage()
  const advisory = useAdvisory(id)
  return (
    <Drawer
      label={id}
      of={advisory}
      title={({ title }) => inLanguage(title, language)}
      stage={({ stage }) => say(STAGES[stage])}
      onClose={onClose}
    >
      {(data) => (
        <>
          <p className="pre">{inLanguage(data.text, language)}</p>
          {data.todo && <p className="pre">{inLanguage(data.todo, language)}</p>}
          {mayAct && data.stage !== 'withdrawn' && (
            <section className="acts">
              <AdvisoryActions advisory={data} />
            </section>
          )}
          <Receipts advisory={data} />
        </>
      )}
    </Drawer>
  )
}

/** Who was called instead, or that it is not so after all. */
function AdvisoryActions({ advisory: { id, notices } }: { advisory: Advisory }) {
  const say = useSay()
  const act = useActOnAdvisory(id)
  const open = notices.filter((notice) => !isHeard(notice))
  const forms: ActingForm[] = [
    ...(open.length > 0
      ? [
          {
            type: 'told',
            name: say(text('已电话告知', 'Told by telephone')),
            fields: [
              field(
                'customer',
                say(text('哪家客户', 'Which customer')),
                open.map(({ customer, customerName }) => ({ value: customer, label: customerName })),
              ),
              field('whom', say(text('和谁说的', 'With whom we spoke'))),
            ],
          },
        ]
      : []),
    { type: 'withdraw', name: say(text('撤回', 'Withdraw')), fields: [field('reason', say(text('为什么', 'Why')))] },
  ]
  return (
    <Acting
      forms={forms}
      isPending={act.isPending}
      error={act.error}
      onAct={(type, { customer = '', whom = '', reason = '' }, then) =>
        act.mutate(type === 'told' ? { type, customer, whom, how: 'phone' } : { type: 'withdraw', reason }, {
          onSuccess: then,
        })
      }
    />
  )
}

const field = (name: string, label: string, choices?: ActingForm['fields'][number]['choices']) =>
  ({ name, label, kind: choices ? 'choice' : 'line', required: true, ...(choices && { choices }) }) as const

type Notice = Advisory['notices'][number]
/** Somebody of theirs said so, or was told. */
const isHeard = ({ contacts, told }: Notice): boolean =>
  told !== undefined || contacts.some(({ acknowledgedAt }) => acknowledgedAt !== undefined)

function Receipts({ advisory: { notices } }: { advisory: Advisory }) {
  const say = useSay()
  const heard = notices.filter(isHeard).length
  return (
    <section>
      <h3>
        {say(
          text(
            `已确认 ${heard} / ${notices.length} 家`,
            `${heard} of ${notices.length} customers have acknowledged it`,
          ),
        )}
      </h3>
      <ul className="past">
        {notices.map((notice) => (
          <Receipt key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  )
}

function Receipt({ notice }: { notice: Notice }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const when = (at: string) => moment(at, DESK_ZONE, nowMs, language)
  const { customerName, units, contacts, told, sentAt, withdrawn } = notice
  return (
    <li>
      <p>
        <Sign name={isHeard(notice) ? 'kept' : 'ask'} small /> <b>{customerName}</b>{' '}
        <span className="soft">
          {say(text(`${units} 台 · ${when(sentAt)} 发出`, `${units} units · sent ${when(sentAt)}`))}
        </span>
      </p>
      {contacts.map(({ id, name, openedAt, acknowledgedAt, question, sawWithdrawalAt, unreached }) => (
        <p key={id} className="soft">
          {name}{' '}
          {acknowledgedAt
            ? say(text(`${when(acknowledgedAt)} 确认`, `acknowledged ${when(acknowledgedAt)}`))
            : openedAt
              ? say(text(`${when(openedAt)} 打开过`, `opened ${when(openedAt)}`))
              : unreached
                ? say(text('发不到', 'not reached'))
                : say(text('还没打开', 'not opened yet'))}
          {question && `：${question}`}
          {sawWithdrawalAt &&
            say(
              text(` · ${when(sawWithdrawalAt)} 打开过撤回通知`, ` · opened the withdrawal ${when(sawWithdrawalAt)}`),
            )}
        </p>
      ))}
      {withdrawn && (
        <p className="soft">
          {say(text(`${when(withdrawn)} 已通知撤回`, `told ${when(withdrawn)} that it is withdrawn`))}
        </p>
      )}
      {told && (
        <p className="soft">
          {say(text(`${told.by} 电话告知 ${told.whom}`, `${told.by} told ${told.whom} by telephone`))}
        </p>
      )}
    </li>
  )
}
