import Button from 'antd/es/button'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { STAGE_NAMES } from '../../../../shared/message/texts.ts'
import { type Repair, useRepair } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { Icon } from '../parts/icons.tsx'
import { Problem } from '../parts/problem.tsx'
import { Severity } from '../parts/severity.tsx'
import { distance } from '../parts/time.ts'
import { Actions } from '../repair/actions.tsx'
import { Paging } from '../repair/paging.tsx'
import { Helped, isUnanswered, nextDue, Reported, subjectOf, useWarranty } from '../repair/parts.tsx'
import { RepairRail } from '../repair/rail.tsx'
import { Voice } from '../repair/voice.tsx'
import { go } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'

/** A repair beside the list: what, who is asked, what to do, its promises, what helped before. */
export default function Drawer({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { data: repair, error, refetch } = useRepair(id)
  return (
    <aside className="drawer" aria-label={id}>
      <header>
        {repair && <Severity plan={repair.plan} id={repair.severity} />}
        <b>{id}</b>
        <span className="soft">{repair && inLanguage(STAGE_NAMES[repair.stage], language)}</span>
        <Button className="push" onClick={() => go(`/repairs/${id}`)}>
          {say(text('打开', 'Open'))} <kbd>Enter</kbd>
        </Button>
        <Button type="text" aria-label={say(text('收起', 'Close'))} icon={<Icon name="close" />} onClick={onClose} />
      </header>
      <div className="body">
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {repair && (
          <>
            <h2 className="big">{subjectOf(repair, say)}</h2>
            <p className="pre">{repair.symptoms}</p>
            <Reported repair={repair} />
            <Voice repair={repair} />
            <Warranty repair={repair} />
            {isUnanswered(repair) && (
              <Paging repair={repair} left={distance(nextDue(repair) ?? repair.reportedAt, nowMs, language)} />
            )}
            <section className={isUnanswered(repair) ? 'acts alarmed' : 'acts'}>
              <Actions repair={repair} />
            </section>
            <section>
              <h3>{say(text('承诺', 'Promises'))}</h3>
              <RepairRail repair={repair} />
            </section>
            <Helped words={repair.symptoms} model={repair.unit?.model} not={repair.id} />
          </>
        )}
      </div>
      <footer>
        <span>
          <kbd>J</kbd> <kbd>K</kbd> {say(text('上下一单', 'next, previous'))}
        </span>
        <span>
          <kbd>Esc</kbd> {say(text('收起', 'close'))}
        </span>
        <span className="push">
          <kbd>?</kbd> {say(text('全部快捷键', 'all shortcuts'))}
        </span>
      </footer>
    </aside>
  )
}

function Warranty({ repair }: { repair: Repair }) {
  return <p className="soft">{useWarranty(repair)}</p>
}
