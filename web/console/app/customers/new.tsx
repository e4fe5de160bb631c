import { text } from '../../../../shared/kernel/text.ts'
import { go, usePlace, withQuery } from '../router.tsx'
import { useSay } from '../words.ts'
import type { ListForm } from './data.ts'
import { EntryForm } from './form.tsx'

export function NewEntry({ form }: { form: ListForm }) {
  const say = useSay()
  const { query } = usePlace()
  const back = () => go(`/customers${withQuery(query, { new: undefined })}`)
  return (
    <article>
      <header className="head">
        <h2 className="big">{say(text(`新建${form.name.zh}`, `New: ${form.name.en}`))}</h2>
      </header>
      <section className="panel">
        <div className="in">
          <EntryForm
            form={form}
            onClose={back}
            onDone={(id) => go(`/customers${withQuery(query, { new: undefined, list: form.list, id })}`)}
          />
        </div>
      </section>
    </article>
  )
}
