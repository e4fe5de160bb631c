import { parseArgs } from 'node:util'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import { maskAddress } from '../../../shared/kernel/mask.ts'
import { printFailure } from '../../failure.ts'
import { commandLanguage, machineLanguage } from '../../language.ts'
import { dataFile } from '../data-folder.ts'
import { openDatabase } from '../database.ts'
import { createHost, type Host } from '../host.ts'
import { addressOf, createHttpServer } from '../http/server.ts'
import { requireFree, run } from '../run.ts'
import { lateBackupTeller } from './backup-mail.ts'
import { type Backups, backupsOf, scheduleBackups } from './backups.ts'
import { type Production, readConfig } from './config.ts'
import { production } from './front.ts'
import { jsonLog } from './json-log.ts'
import { ProgramKeys } from './program-keys.ts'
import { refuseDemo, refusePlayed, refuseSettings } from './refusals.ts'
import { Sessions } from './sessions.ts'
import { signInOf } from './sign-in.ts'
import { warnOfUnreached } from './unreached.ts'

// npm run serve -- --config chengnuo.yaml
// Production on one machine. Why it does not start is said in a sentence, with file and line where the file is what is wrong.

const log = jsonLog(
  (line) => process.stdout.write(`${line}\n`),
  () => new Date(),
)

try {
  await serve()
} catch (error) {
  printFailure(error, languageOfFailure())
  process.exit(1)
}

async function serve(): Promise<void> {
  const { config: file, lang } = options()
  if (file === undefined)
    throw new SettingError({
      zh: '用法：npm run serve -- --config chengnuo.yaml（样本：examples/chengnuo.yaml）',
      en: 'usage: npm run serve -- --config chengnuo.yaml (an example: examples/chengnuo.yaml)',
    })
  const config = readConfig(file, process.env)
  const channels = chosen(ON_ONE_MACHINE, config.given)
  refuseSettings(config, channels)
  refuseDemo(config)
  const at = { port: config.listen.port, bind: config.listen.host }
  await requireFree(at.port, at.bind)
  const { dataDir: folder, timezone, backup, ...rest } = config
  const backups = backupsOf({ dataDir: folder, timezone, ...backup }, log)
  const host = createHost({
    ...rest,
    folder,
    channels,
    localPages: false,
    isBackupLate: backups.isLate,
    log,
    ...(lang && { language: commandLanguage(lang) }),
  })
  await refusePlayed(host, folder)
  await start(host, config, backups, at)
  await warnOfUnreached(host.deps, channels, lang ? commandLanguage(lang) : config.language)
}

async function start(host: Host, config: Production, backups: Backups, at: Parameters<typeof run>[2]) {
  const { dataDir, timezone, proxies } = config
  host.outbox.onMessage(({ kind, to, about, reason }) =>
    log.info('Handed over', { kind, to: maskAddress(to), about, reason }),
  )
  const db = openDatabase(dataFile(dataDir))
  const sessions = new Sessions(db)
  const server = createHttpServer(
    host,
    production({
      sessions,
      programKeys: new ProgramKeys(db),
      ...signInOf(config, { db, sessions, host, log }),
      proxies,
    }),
  )
  let stopBackups = () => {}
  await run(host, server, at, () => {
    stopBackups()
    db.close()
  })
  stopBackups = scheduleBackups(backups, log, lateBackupTeller(host.deps, timezone))
  log.info('Chengnuo is running', { at: addressOf(server), publicUrl: config.publicUrl, dataDir })
}

function options() {
  return parseArgs({ options: { config: { type: 'string' }, lang: { type: 'string' } } }).values
}

/** Also where the arguments themselves are what is wrong. */
function languageOfFailure() {
  try {
    return commandLanguage(options().lang)
  } catch {
    return machineLanguage(process.env)
  }
}
