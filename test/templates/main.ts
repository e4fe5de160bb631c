import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pythonProgram } from '../support/python-program.ts'

// npm run lint:templates
// What `npm run synth` wrote, checked with cfn-lint: AWS's own schemas of every resource, and of state machines. Needs Python ≥ 3.10.

/** What it finds and is so on purpose, each with the reason. */
const ON_PURPOSE: Readonly<Record<string, string>> = {
  W3005: 'CDK says what depends on what once more than CloudFormation needs it.',
  W6001:
    'The table in use is an output of its own, for whoever runs the system; it is usually the one of the other stack.',
}

const ROOT = join(import.meta.dirname, '../..')
const templates = globSync('cdk.out/*.template.json', { cwd: ROOT })
if (templates.length === 0) throw new Error('there are no templates: run `npm run synth` first')

const program = await pythonProgram('cfn-lint', join(import.meta.dirname, 'requirements.txt'))
const folder = mkdtempSync(join(tmpdir(), 'chengnuo-templates-'))
const lint = (...files: string[]) =>
  spawnSync(program, ['--ignore-checks', ...Object.keys(ON_PURPOSE), '--template', ...files], {
    cwd: ROOT,
    encoding: 'utf8',
  })
try {
  const definitions = write('definitions', (text) => text)
  const { status, stdout, stderr } = lint(...templates, definitions)
  console.log(stdout + stderr || `cfn-lint: nothing in ${templates.length} templates and the state machines`)
  // A check that finds nothing in what is wrong says nothing of what is right.
  const wrong = write('wrong', (text) => text.replace('"Type": "Choice"', '"Type": "Choose"'))
  const isLooking = lint(wrong).status !== 0
  if (!isLooking) console.error('cfn-lint finds nothing in a state machine that is wrong')
  process.exitCode = status === 0 && isLooking ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

/** A template of the committed definitions: in the stack's own they are put together when it is deployed, where nobody can look. */
function write(name: string, change: (text: string) => string): string {
  const resources = globSync('workflows/definitions/*.asl.json', { cwd: ROOT }).map((file) => {
    const text = change(readFileSync(join(ROOT, file), 'utf8'))
    // It knows no timeout that is worked out, which Step Functions takes where the language is JSONata.
    const timed = text.replaceAll('"TimeoutSeconds": "{% $waitSeconds %}"', '"TimeoutSeconds": 60')
    const DefinitionString = timed.replaceAll(/\$\{(\w+)\}/g, 'arn:aws:lambda:us-east-1:111122223333:function:$1')
    const Properties = { RoleArn: 'arn:aws:iam::111122223333:role/workflow', DefinitionString }
    return [basename(file, '.asl.json'), { Type: 'AWS::StepFunctions::StateMachine', Properties }]
  })
  const file = join(folder, `${name}.template.json`)
  writeFileSync(file, JSON.stringify({ Resources: Object.fromEntries(resources) }))
  return file
}
