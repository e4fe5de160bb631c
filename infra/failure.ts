import { BadRequestError, faultText, WordedError } from '../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text } from '../shared/kernel/text.ts'
import { InvalidPlanError } from '../shared/wire/plan.ts'
import { planProblem } from '../shared/wire/plan-file/words.ts'

/**
 * Why a command or the system cannot go on: one sentence, or a line for each thing to mend. Never a stack, which says nothing
 * to whoever starts it; `DEBUG` shows it to whoever looks for a mistake of ours.
 */
export const failureLines = (error: unknown, language: Language): readonly string[] => {
  if (error instanceof BadRequestError) return error.faults.map((fault) => faultText(fault, language))
  if (error instanceof InvalidPlanError) return planLines(error, language)
  if (error instanceof WordedError) return [inLanguage(error.text, language)]
  const text = ofTheMachine(error) ?? ofArguments(error) ?? unknown(error)
  return [inLanguage(text, language)]
}

const planLines = ({ message, plan, problems }: InvalidPlanError, language: Language): readonly string[] =>
  language === 'en'
    ? message.split('\n')
    : [`${plan} 不符合要求：`, ...problems.map((problem) => `  ${planProblem(problem)}`)]

/** Prints why on standard error. */
export function printFailure(error: unknown, language: Language): void {
  for (const line of failureLines(error, language)) console.error(line)
  if (process.env.DEBUG) console.error(error)
}

/** What `parseArgs` says; it knows English only. */
const ofArguments = (error: unknown): Text | undefined =>
  error instanceof TypeError && String(field(error, 'code')).startsWith('ERR_PARSE_ARGS')
    ? { zh: `命令行写法不对：${error.message}`, en: error.message }
    : undefined

const unknown = (error: unknown): Text => {
  const why = error instanceof Error ? error.message : String(error)
  return { zh: `出错了：${why}（设 DEBUG=1 可看详情）`, en: `It failed: ${why} (DEBUG=1 shows where)` }
}

/** What the operating system or SQLite refuses, as far as whoever starts us can do something about it. */
const ofTheMachine = (error: unknown): Text | undefined => {
  if (!(error instanceof Error)) return undefined
  const place = field(error, 'path') ?? ''
  switch (field(error, 'code')) {
    case 'EADDRINUSE':
      return {
        zh: `端口 ${field(error, 'port')} 已被占用：停掉占用它的程序，或用 PORT 换一个端口`,
        en: `port ${field(error, 'port')} is in use: stop what uses it, or choose another with PORT`,
      }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return {
        zh: `这台机器没有地址 ${field(error, 'address') ?? field(error, 'hostname')}：改 HOST，或去掉它`,
        en: `this machine has no address ${field(error, 'address') ?? field(error, 'hostname')}: change HOST, or leave it out`,
      }
    case 'ENOENT':
      return { zh: `找不到 ${place}`, en: `there is no ${place}` }
    case 'EACCES':
    case 'EPERM':
      return field(error, 'syscall') === 'listen'
        ? {
            zh: `没有权限使用端口 ${field(error, 'port')}：用 PORT 换一个 1024 以上的端口`,
            en: `port ${field(error, 'port')} needs more rights than we have: choose one above 1024 with PORT`,
          }
        : { zh: `没有权限读写 ${place}`, en: `no right to read or write ${place}` }
    case 'EISDIR':
      return { zh: `${place} 是文件夹，应为文件`, en: `${place} is a folder and should be a file` }
    case 'ENOTDIR':
    case 'EEXIST':
      return { zh: `${place} 应为文件夹`, en: `${place} should be a folder` }
    case 'EROFS':
    case 'ENOSPC':
      return { zh: `磁盘写不进去：${error.message}`, en: `the disk takes nothing: ${error.message}` }
    default:
      return undefined
  }
}

const field = (error: Error, name: string): unknown => Reflect.get(error, name)
