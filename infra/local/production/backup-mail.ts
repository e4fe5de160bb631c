import type { Person } from '../../../shared/directory/directory.ts'
import { dayOf } from '../../../shared/kernel/calendar.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { inLanguage, type Text, text } from '../../../shared/kernel/text.ts'
import { longTime } from '../../../shared/message/format.ts'
import { htmlOf, type Letter, plainTextOf } from '../../../shared/message/letter.ts'
import type { MailMessage } from '../../../shared/ports/messaging.ts'
import type { Deps } from '../../../shared/use-cases/deps.ts'
import type { LateBackup } from './backups.ts'

type TellDeps = Pick<Deps, 'directory' | 'messenger' | 'log'>
type Manager = Person & { readonly email: string }

/** Mails the managers of all rosters that a backup is overdue, once a day; whom no mail could be sent is tried at the next look. */
export function lateBackupTeller(deps: TellDeps, timezone: string): (late: LateBackup) => Promise<void> {
  // Beside what the outbox knows: a full disk, for which backups fail, keeps that from noting anything.
  const told = new Set<string>()
  return async (late) => {
    const { name } = await deps.directory.supplier()
    const managers = await managersOf(deps)
    if (managers.length === 0) deps.log.error('Nobody to tell that a backup is overdue: no manager has mail')
    for (const manager of managers) {
      const mail = mailTo(manager, name, late, timezone)
      if (told.has(mail.key)) continue
      told.add(mail.key)
      try {
        await deps.messenger.send(mail)
      } catch (error) {
        if (error instanceof MessageNotSentError) told.delete(mail.key)
        deps.log.error('Manager not told that a backup is overdue', { person: manager.id, error })
      }
    }
  }
}

async function managersOf({ directory }: TellDeps): Promise<readonly Manager[]> {
  const ids = new Set((await directory.rosters()).map(({ manager }) => manager))
  const people = await Promise.all([...ids].map((id) => directory.person(id)))
  return people.flatMap((person) => (person?.email === undefined ? [] : [{ ...person, email: person.email }]))
}

function mailTo({ id, name, email, language }: Manager, from: Text, late: LateBackup, timezone: string): MailMessage {
  const say = (zh: string, en: string) => inLanguage(text(zh, en), language)
  const none = say('还没有过', 'there has been none')
  const letter: Letter = {
    language,
    subject: say(`${from.zh}：售后系统的备份没做成`, `${from.en}: no backup of the service system`),
    heading: say('到点的备份没做成', 'A backup is overdue'),
    greeting: say(`${name}：`, `${name},`),
    message: say(
      '系统照常运行，但这台机器现在坏了，最近一次备份之后的记录就找不回来。请转告管机器的人。',
      'The system runs on, but should this machine break now, all since the last backup is lost. Please tell whoever runs it.',
    ),
    rows: [
      { label: say('最近一次备份', 'Last backup'), value: late.last ? longTime(late.last, timezone, language) : none },
      ...(late.said ? [{ label: say('原因', 'Why'), value: late.said }] : []),
    ],
    closing: [
      say(
        '每分钟重试一次；做成之前每天提醒一次。多半是备份盘满了，或没有权限写。',
        'It is tried again each minute, and this mail comes once a day until it works. Mostly the disk is full, or cannot be written to.',
      ),
    ],
  }
  return {
    kind: 'mail',
    key: `backup/${dayOf(late.now, timezone)}/${id}`,
    to: email,
    about: 'machine/backup',
    reason: 'backup',
    subject: letter.subject,
    text: plainTextOf(letter),
    html: htmlOf(letter),
  }
}
