import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import { useEffect, useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { STAGE_NAMES } from '../../../../shared/message/texts.ts'
import type { Repair } from '../data.ts'
import { ApiError } from '../outside/api.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useKeys } from '../parts/keys.tsx'
import { Failed, sentenceOf } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { type Say, useLanguage, useSay } from '../words.ts'
import { askedAction } from './asked.ts'
import { type ActionForm, useAct, useForms } from './data.ts'
import { lastOf, News } from './news.tsx'
import { OpenForm } from './open-form.tsx'

/** What may be done now: the likely steps as buttons, the rest behind one more; a form opens where it stands. */
export default function Actions({ repair }: { repair: Repair }) {
  const say = useSay()
  const forms = useForms(repair.id)
  const who = useStore(sessionStore)?.subject ?? ''
  const act = useAct(repair, who)
  const [open, setOpen] = useState<ActionForm>()
  const [since, setSince] = useState(0)
  const show = (form: ActionForm | undefined) => {
    setOpen(form)
    setSince(lastOf(repair.timeline))
  }
  const [showsAll, setShowsAll] = useState(false)
  const all = forms.data ?? []
  const likely = all.filter((form) => form.likely)
  const others = all.filter((form) => !form.likely)
  useKeys({ '.': () => setShowsAll(!showsAll) })

  const send = (form: ActionForm, values: Readonly<Record<string, string>>) =>
    act.mutate({ type: form.type, values }, { onSuccess: () => setOpen(undefined) })
  const pick = (form: ActionForm) => {
    act.reset()
    if (form.fields.length === 0) send(form, {})
    else show(open?.type === form.type ? undefined : form)
  }
  const asked = useStore(askedAction)
  useEffect(() => {
    const form = asked?.repair === repair.id && forms.data?.find(({ type }) => type === asked.type)
    if (!form) return
    askedAction.set(undefined)
    setShowsAll(true)
    act.reset()
    show(form)
  })
  const button = (form: ActionForm, isMain: boolean) => (
    <Button
      key={form.type}
      type={isMain && !open ? 'primary' : 'default'}
      loading={act.isPending && act.variables.type === form.type && !open}
      aria-expanded={form.fields.length > 0 ? open?.type === form.type : undefined}
      onClick={() => pick(form)}
    >
      {form.name}
    </Button>
  )

  if (!forms.data) return forms.isError ? <Failed of={forms} /> : <Waiting />
  if (all.length === 0 && !open)
    return (
      <p className="soft">
        {say(text('您的身份只能查看这张报修单。', 'You may read this repair, and not act on it.'))}
      </p>
    )
  return (
    <div className="do">
      {act.isError && <Refused error={act.error} say={say} />}
      {open && !act.isError && (
        <News timeline={repair.timeline} since={since} isAllowed={all.some(({ type }) => type === open.type)} />
      )}
      {open && (
        <OpenForm
          key={open.type}
          form={open}
          isPending={act.isPending}
          problems={act.error instanceof ApiError ? act.error.fields : {}}
          onSend={(values) => send(open, values)}
          onClose={() => setOpen(undefined)}
        />
      )}
      <div className="buttons">
        {likely.filter(({ type }) => type !== open?.type).map((form, index) => button(form, index === 0))}
      </div>
      {others.length > 0 && (
        <>
          <button type="button" className="more" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll
              ? say(text('收起其余', 'Show fewer'))
              : say(text(`其余 ${others.length} 项：`, `${others.length} more: `)) + firstOf(others, say)}{' '}
            <kbd>.</kbd>
          </button>
          {showsAll && <div className="others">{others.map((form) => button(form, false))}</div>}
        </>
      )}
    </div>
  )
}

const firstOf = (forms: readonly ActionForm[], say: Say): string =>
  `${forms
    .slice(0, 3)
    .map(({ name }) => name)
    .join(say(text('、', ', ')))}…`

/** Why it was not taken, and what to do now; what was written stays. */
function Refused({ error, say }: { error: unknown; say: Say }) {
  const language = useLanguage()
  const isConflict = error instanceof ApiError && error.status === 409
  if (!isConflict) return <Alert type="error" role="alert" title={sentenceOf(error, say)} />
  const stage = error.stage && inLanguage(STAGE_NAMES[error.stage], language)
  return (
    <Alert
      type="warning"
      role="alert"
      title={say(
        text(
          '情况刚刚变了，这一步没有做，您填写的还在。',
          'Things have just changed: this was not done. What you wrote is still here.',
        ),
      )}
      description={[
        error.message,
        stage && say(text(`现在是“${stage}”。`, `It stands at “${stage}” now.`)),
        say(
          text(
            '页面已是最新情况，请从下面能做的里选。',
            'The page shows how it stands; choose from what is possible below.',
          ),
        ),
      ]
        .filter(Boolean)
        .join(' ')}
    />
  )
}
