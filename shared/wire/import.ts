import * as z from 'zod'

const text = z.strictObject({ zh: z.string(), en: z.string() })
const cell = z.string().max(20_000)

/** Body of `POST /api/import`: tables as they were read from files, every cell as text. */
export const importSchema = z
  .strictObject({
    sheets: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(300).meta({ description: 'By which you find it again: file, or file/sheet' }),
          title: z
            .string()
            .min(1)
            .max(200)
            .meta({ description: 'What it lists, in either language: 设备, units; the name of the sheet or file' }),
          rows: z.array(z.array(cell).max(200)).max(50_000).meta({ description: 'The first holds the headings' }),
        }),
      )
      .min(1)
      .max(50),
    reason: z.string().trim().min(1).max(1000).meta({ description: 'Kept with each change on the directory record' }),
    dryRun: z.boolean().default(false).meta({ description: 'Check every row and show what changes; write nothing' }),
  })
  .meta({ id: 'Import' })

const problem = z.strictObject({
  sheet: z.string().exactOptional().meta({ description: 'Absent: it is about what is on file' }),
  row: z.int().exactOptional().meta({ description: 'As a spreadsheet counts: the headings are row 1' }),
  column: z.string().exactOptional(),
  value: z.string().exactOptional(),
  text: z.string().meta({ description: 'What is wrong, and what to write instead' }),
})

export const importedSchema = z
  .strictObject({
    outcome: z
      .enum(['refused', 'dryRun', 'unchanged', 'written'])
      .meta({ description: '`refused`: one row that is not right keeps all of them from being written' }),
    lists: z.array(
      z.strictObject({ list: z.string(), name: text, added: z.int(), changed: z.int(), unchanged: z.int() }),
    ),
    rows: z.array(
      z.strictObject({
        list: z.string(),
        id: z.string(),
        sheet: z.string(),
        row: z.int(),
        kind: z.enum(['added', 'changed', 'unchanged']),
        cells: z.array(z.strictObject({ name: text, before: z.string(), after: z.string() })).readonly(),
      }),
    ),
    problems: z.array(problem),
    warnings: z.array(problem),
    more: z.int().meta({ description: 'So many rows and problems are not shown' }),
  })
  .meta({ id: 'Imported' })
