/** What the YAML parser says, in Chinese, with what to write. It knows some thirty sentences; these are those that people meet. */
const WORDS: readonly (readonly [said: RegExp, zh: string])[] = [
  [/must be unique/, '同一组里有两个相同的键：去掉一个'],
  [/Tabs are not allowed/, '用了制表符缩进：请改成空格'],
  [/same column|must be sufficiently indented/, '缩进不对：同级的要对齐，下一级多空两格；括号要成对'],
  [/Nested mappings are not allowed/, '一行里有两个“: ”，或这一行缩进过多：文字里的“: ”要加引号，键要和上一行对齐'],
  [/Implicit keys? (of flow sequence pairs )?need/, '键和冒号要写在同一行；冒号后面要空一格'],
  [/Implicit map keys need to be followed|Missing space after :/, '键后面缺少“: ”（冒号加空格）'],
  [/Missing closing/, '引号没有成对：补上后一个引号'],
  [/at node end/, '这一行前面的已经写完，后面多了内容：换行对齐，或整段加引号'],
  [/Missing , |within flow/, '花括号或方括号里，各项之间缺少逗号'],
  [/Unexpected (,|empty item)/, '多了一个逗号，或两个逗号之间是空的'],
  [/and end with a|Expected flow (map|sequence)/, '花括号或方括号没有成对：补上后一个'],
  [/Plain value cannot start with/, '文字不能以这个符号开头：请加引号'],
  [/Invalid escape/, '双引号里的反斜杠写法不对：改用单引号'],
  [/alias/i, '别名（*名字）写法不对：请直接写出来'],
  [/anchor|tag/i, '锚点（&名字）或标签（!名字）写法不对：请直接写出来'],
  [/Comments must be separated/, '“#”前面要空一格；文字里的“#”要加引号'],
  [/without - indicator|block sequence may not/, '列表的每一项要以“- ”开头，单独成行'],
  [/Block scalar/, '“|”或“>”后面不能再写别的：文字从下一行开始'],
  [/document/i, '一个文件只能有一份：去掉“---”后面的内容'],
]

export const yamlInChinese = (said: string): string =>
  WORDS.find(([pattern]) => pattern.test(said))?.[1] ?? '这里多了或少了什么：和上一行对照，或看看括号、引号和冒号'
