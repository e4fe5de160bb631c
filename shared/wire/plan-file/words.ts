import { FORMS } from '../../plan/rules/kinds.ts'
import type { ProblemWords } from '../../plan/rules/kit/kind.ts'
import { yamlInChinese } from './yaml-words.ts'

/**
 * What is wrong with a plan file, in Chinese. The domain says it in English, in one sentence per problem, because plan files are
 * written in English keys. What is wrong with a rule stands with its kind.
 */
const WORDS: readonly ProblemWords[] = [
  ...Object.values(FORMS).flatMap(({ inChinese = [] }) => inChinese),
  // form
  [/^is over 1 MB$/, '文件超过 1 MB'],
  [/^is nested too deep$/, '嵌套太深'],
  [/^refers by aliases \(\*name\) to too much/, '别名（*名字）层层引用太多：请直接写出来'],
  [/^has an alias \(\*name\) without its &name$/, '有别名（*名字）没有对应的 &名字'],
  [/^is missing$/, '缺少'],
  [/^is missing: one of (.*)$/, '缺少：可用 $1'],
  [/^is not a key we know; did you mean (\S+)\?$/, '没有这个键，是不是 $1？'],
  [/^is not a key we know; there is (.*)$/, '没有这个键；可用 $1'],
  [/^(".*"|\S+) is not a rule; did you mean (\S+)\?$/, '没有规则 $1，是不是 $2？'],
  [/^(".*"|\S+) is not a rule; there is (.*)$/s, '没有规则 $1；可用 $2'],
  [/^(.*) is not known here; did you mean (\S+)\?$/, '这里没有 $1，是不是 $2？'],
  [/^(.*) is not known here; there is (.*)$/s, '这里没有 $1；可用 $2'],
  [/^must be text$/, '要写成文字'],
  [/^must be a number$/, '要写成数字'],
  [/^must be a whole number$/, '要写成整数'],
  [/^must be true or false$/, '要写成 true 或 false'],
  [/^must be a list$/, '要写成列表'],
  [/^must be a group of keys$/, '要写成一组键'],
  [/^is not a length of time such as/, '不是时长；写成 PT15M（分）、PT36H（小时）或 P3D（天）'],
  [/^is not a length of time in hours or minutes/, '不是以小时或分计的时长；写成 PT24H 或 PT15M'],
  [/^mixes days with hours/, '天和小时不能混写：写成 P1D（到当天结束）或 PT24H（到分钟）'],
  [/^is not a period such as/, '不是期间；写成 P30D（天）、P24M（月）或 P3Y（年）'],
  [/^must be letters, digits and hyphens$/, '只能用英文字母、数字和横线'],
  [/^must be a time of day such as (.*)$/, '要写成时刻，例如 $1'],
  [/^must be a day such as (.*)$/, '要写成日期，例如 $1'],
  [/^must be a currency code such as CNY$/, '要写成货币代码，例如 CNY'],
  [/^is not a charge: write free/, '不是收费方式：写成 free、cost、price，或比例，例如 50% of price'],
  [/^must be a share from 0% to 100%$/, '要写成 0% 到 100% 的比例'],
  [/^Too small/, '太短或太小'],
  [/^Too big/, '太长或太大'],
  // one part against another
  [
    /^(.*) is there already: give each clause one entry, with all its rules$/,
    '$1 已经有了：每条只写一处，规则都放在那里',
  ],
  [/^(.*) is there already$/, '$1 已经有了'],
  [/^(\S+) to (\S+) must follow what comes before$/, '$1 到 $2 要接在前面的时段之后'],
  [/^must ascend$/, '要从小到大'],
  [/^(\S+) is shorter than what a pause usually takes, (\S+)$/, '$1 比通常的暂停 $2 还短'],
  [/^(\S+) has no rule that keeps it/, '$1 没有规则来守：在 rules 下加一条，或写 status: planned'],
  [/^the whole clause is planned/, '整条都还没做：去掉这一行，或写 status: active 并写上已做部分的规则'],
  [/^the rules of a planned clause do nothing/, '还没做的条款，规则不起作用：去掉规则，或写 status: active'],
  [/^there is a (\S+) rule already; a plan has one$/, '已经有一条 $1 规则；一份承诺只有一条'],
  [/^(\S+) (\S+) is not one of this plan's: (.*)$/, '这份承诺没有 $1 $2；有 $3'],
  [
    /^warrantyEnd never comes, as this plan has no warranty rule/,
    'warrantyEnd 永远不会到：这份承诺没有 warranty 规则。加一条，或者这里改写别的',
  ],
  [
    /^there is no (\S+) in any year: write a day that there is, such as (\S+)$/,
    '没有 $1 这一天：写真有的日子，例如 $2',
  ],
  // forms
  [/^(".*"|\S+) is not a kind; did you mean (\S+)\?$/, '没有 $1 这种题，是不是 $2？'],
  [/^(".*"|\S+) is not a kind; there is (.*)$/s, '没有 $1 这种题；可用 $2'],
  [/^a form without an end: it asks for nothing$/, '没有题目：没有题目的表单永远填不完'],
  [/^has more than (\d+) items$/, '超过 $1 题：请分成几张表单'],
  [/^(\S+) is below min, (\S+)$/, '上限 $1 比下限 $2 还小'],
  [/^is the value of another option too$/, '和另一个选项的 value 相同'],
  [/^(\S+) is no item before this one$/, '前面没有 $1 这一题'],
  [/^(\S+) is no choice$/, '$1 不是选择题'],
  [/^(\S+) is no option of (\S+): (.*)$/, '$2 没有选项 $1；有 $3'],
  [/^has more than one signature$/, '签字只能有一处'],
  [
    /^form (\S+) version (\S+) is there already, in (.*), and says otherwise: raise version$/,
    '表单 $1 第 $2 版已经在 $3 里，内容不同：把 version 加大',
  ],
  [
    /^there is no form (\S+); did you mean (\S+)\?; FORMS names the folder of your own$/,
    '没有表单 $1，是不是 $2？自己的表单放在 FORMS 指的目录',
  ],
  [
    /^there is no form (\S+); there is (.*); FORMS names the folder of your own$/s,
    '没有表单 $1；有 $2；自己的表单放在 FORMS 指的目录',
  ],
  // worth a look
  [
    /^cannot reach (\d+) tiers and then the manager within the (\S+) of (\S+) until (\S+): nobody answers in less than (\S+); promise at least (\S+)$/,
    '$3 的 $2（$4）内来不及叫完 $1 级再叫到经理：没有人能在 $5 内接单；至少承诺 $6',
  ],
  [
    /^asks the manager (\S+) after the report, when the (\S+) of (\S+) until (\S+) are( nearly)? over: [^[]*(\[[^\]]*\])$/,
    '报修后 $1 才叫到经理，而 $3 的 $2（$4）那时已到或将到：用时会自动缩短；请写 $6',
  ],
  // one file against another
  [
    /^plan (\S+) version (\S+) is there already, in (.*): raise version$/,
    '承诺 $1 第 $2 版已经在 $3 里：把 version 加大',
  ],
  [
    /^version (\S+) of plan (\S+) takes effect on (\S+), version (\S+) \((.*)\) on (\S+):/,
    '承诺 $2 第 $1 版 $3 生效，第 $4 版（$5）$6 生效：版本大的要晚生效',
  ],
  [/^clause (\S+) is one of plan (\S+) \((.*)\) too/, '条款 $1 也在承诺 $2（$3）里：编号以承诺自己的代号开头'],
]

/** `R.yaml:92:71: clauses[4].rules[0].limit (R5): is missing` in Chinese; what has no Chinese yet is left as it is. */
export const planProblem = (problem: string): string => {
  const [, at = '', said = problem] = /^(.+?:\d+:\d+): (.*)$/s.exec(problem) ?? []
  return [at, problemInChinese(said)].filter(Boolean).join('：')
}

/** The same without a file and a line before it. */
export const problemInChinese = (problem: string): string => {
  const [, note, place = '', message = problem] =
    /^(note: )?(?:([\w[\].-]+(?: \([^)]*\))?|the file): )?(.*)$/s.exec(problem) ?? []
  const where = [note && '请注意', place === 'the file' ? '整个文件' : place].filter(Boolean)
  return [...where, inChinese(message)].join('：')
}

/** What the parser says, and our hint behind it. */
const SYNTAX = /^(.*)\. Keys of one level stand in one column/s

const inChinese = (message: string): string => {
  const [, syntax] = SYNTAX.exec(message) ?? []
  if (syntax !== undefined) return `不是正确的 YAML：${yamlInChinese(syntax)}`
  for (const [pattern, says] of WORDS) {
    const found = pattern.exec(message)
    if (found) return says.replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? '')
  }
  return message
}
