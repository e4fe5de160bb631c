import { statSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describeForm } from '../shared/form/describe.ts'
import { type Form, itemsOf } from '../shared/form/form.ts'
import { WordedError } from '../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text } from '../shared/kernel/text.ts'
import { formJsonSchema } from '../shared/wire/form-file/schema.ts'
import { failureLines, printFailure } from './failure.ts'
import { readForms } from './forms.ts'
import { commandLanguage, machineLanguage } from './language.ts'

const USAGE = {
  zh: `npm run forms -- check FILE …      表单文件对不对，不对的地方怎么写
npm run forms -- explain FILE      用白话讲一份表单
npm run forms -- schema [FILE]     编辑器补全用的 JSON Schema
  --lang zh-CN | en                用哪种语言；explain 不写时两种都有`,
  en: `npm run forms -- check FILE …      whether form files are right, and what to write where they are not
npm run forms -- explain FILE      a form in plain words
npm run forms -- schema [FILE]     the JSON Schema by which editors complete a form
  --lang zh-CN | en                in which language; explain comes in both without it`,
}

/** What was asked for cannot be done; the message says why. */
class UsageError extends WordedError {
  override readonly name = 'UsageError'
}

let language = machineLanguage(process.env)

const run = (args: string[]): string => {
  const { command, files, languages } = readArguments(args)
  const [first = ''] = files
  if (command === 'check' && files.length > 0)
    return read(files)
      .map((form) => inLanguage(verdict(form), language))
      .join('\n')
  if (command === 'explain' && files.length === 1)
    return languages
      .map((one) =>
        read([first])
          .flatMap((form) => describeForm(form, one))
          .join('\n'),
      )
      .join('\n\n')
  if (command === 'schema' && files.length <= 1) return schema(first)
  throw new UsageError(USAGE)
}

const readArguments = (args: string[]) => {
  const { positionals, values } = parsed(args)
  const [command, ...files] = positionals
  const languages: readonly Language[] = values.lang === undefined ? ['zh-CN', 'en'] : [language]
  return { command, files, languages }
}

const parsed = (args: string[]) => {
  try {
    const found = parseArgs({ args, allowPositionals: true, options: { lang: { type: 'string' } } })
    language = commandLanguage(found.values.lang)
    return found
  } catch (error) {
    const why = failureLines(error, language).join('\n')
    throw new UsageError({ zh: `${why}\n${USAGE.zh}`, en: `${why}\n${USAGE.en}` })
  }
}

const read = (files: readonly string[]): readonly Form[] => {
  const missing = files.filter((file) => !statSync(file, { throwIfNoEntry: false })?.isFile())
  if (missing.length > 0)
    throw new UsageError({ zh: `没有文件 ${missing.join('、')}`, en: `there is no file ${missing.join(', ')}` })
  return readForms(files)
}

const verdict = (form: Form): Text => {
  const { id, version } = form
  const items = itemsOf(form)
  const required = items.filter((item) => item.required).length
  return {
    zh: `表单 ${id} 第 ${version} 版：${items.length} 题，其中 ${required} 题必填；没有问题`,
    en: `form ${id}, version ${version}: ${items.length} items, ${required} of them required; no problems`,
  }
}

const schema = (file: string): string => {
  const text = JSON.stringify(formJsonSchema(), null, 2)
  if (file === '') return text
  writeFileSync(file, `${text}\n`)
  return inLanguage({ zh: `已写入 ${file}`, en: `${file} is written` }, language)
}

try {
  console.log(run(process.argv.slice(2)))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}
