import { text } from '../../../../shared/kernel/text.ts'
import { Keys } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Failed } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { useSettings } from './data.ts'
import { Backup, KeysPanel, Versions } from './kept.tsx'
import { Links } from './links.tsx'
import { Channels, LatePanel } from './machine.tsx'
import { Mutes } from './mutes.tsx'
import { People, Plans } from './on-file.tsx'

/** How the machine stands, and what is in force; for managers. */
export function SettingsRoom() {
  const say = useSay()
  const settings = useSettings()
  const { data } = settings
  return (
    <>
      <header className="bar">
        <h1>{say(text('设置', 'Settings'))}</h1>
        <span className="push" />
        <Keys />
        <LiveSign />
      </header>
      <div className="page settings">
        <Failed of={settings} />
        {data && (
          <>
            <LatePanel settings={data} />
            <Channels settings={data} />
            <KeysPanel settings={data} />
            <Backup settings={data} />
            <Mutes />
            <Links people={data.people} />
            <Versions settings={data} />
            <Plans settings={data} />
            <People settings={data} />
          </>
        )}
      </div>
    </>
  )
}
