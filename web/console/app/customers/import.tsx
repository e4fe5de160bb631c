import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type DragEvent, useRef, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { ApiError } from '../outside/api.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Problem } from '../parts/problem.tsx'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { useImport } from './data.ts'
import { ImportRows } from './import-rows.tsx'
import { type ReadFile, readFile } from './read-file.ts'

/** Files are dropped, every row is shown with what it changes or what to mend, and only then it is written. */
export default function ImportPage() {
  const say = useSay()
  const language = useLanguage()
  const session = useStore(sessionStore)
  const [files, setFiles] = useState<readonly ReadFile[]>([])
  const trial = useImport()
  const writing = useImport()
  const pressed = useRef<object>(undefined)
  const sheets = files.flatMap((file) => file.sheets)
  const take = async (list: FileList | null) => {
    const read = await Promise.all([...(list ?? [])].map(readFile))
    setFiles(read)
    writing.reset()
    trial.reset()
    const found = read.flatMap((file) => file.sheets)
    if (found.length > 0) trial.mutate({ sheets: found, reason: '–', dryRun: true })
  }
  /** What was looked at is written once, however often it is pressed before that shows. */
  const write = (reason: string) => {
    if (pressed.current === trial.data) return
    pressed.current = trial.data
    writing.mutate({ sheets, reason, dryRun: false }, { onError: () => (pressed.current = undefined) })
  }
  const error = writing.error ?? trial.error
  const shown = writing.data ?? trial.data
  return (
    <div className="importing">
      <header className="bar">
        <h1>
          <Link to="/customers">{say(text('客户与设备', 'Customers and units'))}</Link> / {say(text('导入', 'Import'))}
        </h1>
        <span className="push" />
        {session?.may.includes('exportDirectory') && (
          <a className="small" href={`/api/directory/export?lang=${language}`} download="master-data.xlsx">
            {say(text('全部导出为 Excel', 'Export all as a workbook'))}
          </a>
        )}
      </header>
      <div className="page">
        <Drop onFiles={(list) => void take(list)} />
        {files
          .filter(({ problem }) => problem)
          .map(({ name, problem }) => (
            <p key={name} className="bad" role="alert">
              {name}：{problem && say(problem)}
            </p>
          ))}
        {error && <Refused error={error} />}
        {trial.isPending && <p className="waiting">{say(text('正在逐行检查…', 'Looking at every row…'))}</p>}
        {shown && <ImportRows imported={shown} />}
        {trial.data?.outcome === 'dryRun' && !writing.data && <Write isPending={writing.isPending} onWrite={write} />}
      </div>
    </div>
  )
}

function Refused({ error }: { error: unknown }) {
  const say = useSay()
  if (!(error instanceof ApiError && error.status === 413)) return <Problem error={error} />
  return (
    <p className="bad" role="alert">
      {say(
        text(
          '一次最多 256 kB：请分成几个文件，或请管理员用 npm run import。',
          'At most 256 kB at once: make several files of it, or have npm run import take it.',
        ),
      )}
    </p>
  )
}

function Write({ isPending, onWrite }: { isPending: boolean; onWrite: (reason: string) => void }) {
  const say = useSay()
  const [reason, setReason] = useState('')
  return (
    <div className="write">
      <div>
        <label htmlFor="why">{say(text('为什么导入（记入每一条的变更记录）', 'Why (kept with each change)'))}</label>
        <Input id="why" value={reason} maxLength={1000} onChange={({ target }) => setReason(target.value)} />
      </div>
      <Button type="primary" disabled={!reason.trim()} loading={isPending} onClick={() => onWrite(reason.trim())}>
        {say(text('全部写入', 'Write all of it'))}
      </Button>
    </div>
  )
}

function Drop({ onFiles }: { onFiles: (files: FileList | null) => void }) {
  const say = useSay()
  const [isOver, setIsOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    onFiles(event.dataTransfer.files)
  }
  return (
    <label
      className={`drop${isOver ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <b>
        {say(text('把 CSV 或 Excel 文件拖到这里，或点击选择', 'Drop CSV files or workbooks here, or click to choose'))}
      </b>
      <span className="soft small">
        {say(
          text(
            '文件名或工作表名就是表名：人员、客户、现场、联系人、设备、备机、价目表、合同。先逐行检查，不会马上写入。',
            'A file or sheet is named after its list: people, customers, sites, contacts, units, loaners, prices, contracts. Every row is checked first; nothing is written yet.',
          ),
        )}
      </span>
      <input
        type="file"
        multiple
        accept=".csv,.xlsx"
        onChange={({ target }) => {
          onFiles(target.files)
          // Mended and chosen again, it is another choice.
          target.value = ''
        }}
      />
    </label>
  )
}
