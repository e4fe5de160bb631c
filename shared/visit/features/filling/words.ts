import type { Lines } from '../feature.ts'
import type { FillingEvent } from './rules.ts'

export const lines: Lines<FillingEvent> = {
  filled: ({ title, about, version, findings, score }, { say, name, more }) => {
    const faults = findings.filter(({ kind }) => kind === 'fault').length
    const suggestions = findings.length - faults
    return (
      say(`已填写：${name(title)}（第 ${version} 版）`, `Filled in: ${name(title)} (version ${version})`) +
      more(
        [
          about !== undefined && say(`维修单 ${about}`, `repair ${about}`),
          faults > 0 && say(`${faults} 处故障`, faults === 1 ? '1 fault' : `${faults} faults`),
          suggestions > 0 &&
            say(`${suggestions} 条建议`, suggestions === 1 ? '1 suggestion' : `${suggestions} suggestions`),
          score !== undefined && say(`${score.toFixed(1)} 分`, `${score.toFixed(1)} of 5`),
        ]
          .filter(Boolean)
          .join(say('，', ', ')),
      )
    )
  },
  photographed: ({ file, note }, { say, more }) =>
    say('添加照片', 'Photo added') + more([note, `SHA-256 ${file.sha256.slice(0, 12)}…`].filter(Boolean).join(' · ')),
  faultReported: ({ repair, unit }, { say, more }) =>
    say(`发现的故障已报修：${repair}`, `A fault that was found is repair ${repair}`) + more(unit),
  mendingTold: ({ repairs }, { say, more }) =>
    say('填写已更正，报修单上已注明', 'Mended: it is noted with the repair') + more(repairs.join(say('、', ', '))),
  answersMeant: ({ sheets }, { say, more }) =>
    say('填写内容生效', 'The answers count') + more(sheets.flatMap(({ about }) => about ?? []).join(say('、', ', '))),
  scoreNoted: ({ about, complaint }, { say }) =>
    complaint
      ? say(`评价已记入维修单 ${about}，并按投诉处理`, `On record with repair ${about}, as a complaint to be answered`)
      : say(`评价已记入维修单 ${about}`, `On record with repair ${about}`),
  signed: ({ signer, file }, { say, more }) =>
    say(`客户签字：${signer}`, `Signed by the customer: ${signer}`) +
    (file ? more(`SHA-256 ${file.sha256.slice(0, 12)}…`) : say('（写下姓名）', ' (name typed)')),
}
