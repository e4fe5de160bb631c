import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import { Dialog } from './dialog.tsx'

const SHORTCUTS = [
  ['/', text('查找', 'search')],
  ['J  K', text('下一单、上一单', 'next, previous repair')],
  ['Enter', text('打开报修单', 'open the repair')],
  ['X', text('选中这一单，一起处理', 'pick this repair, to act on several')],
  ['V', text('视图：筛选、列、团队视图', 'view: what is shown, columns, views of the team')],
  ['Esc', text('收起', 'close')],
  ['Ctrl K', text('快速前往：页面、单号、操作', 'go anywhere: pages, numbers, actions')],
  ['?', text('全部快捷键', 'all shortcuts')],
  ['Ctrl ↵', text('在表单里：提交', 'in a form: send it')],
] as const

export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const say = useSay()
  return (
    <Dialog label={say(text('快捷键', 'Shortcuts'))} onClose={onClose}>
      <h2>{say(text('快捷键', 'Shortcuts'))}</h2>
      <dl className="shortcuts">
        {SHORTCUTS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={onClose}>{say(text('知道了', 'Close'))}</Button>
    </Dialog>
  )
}
