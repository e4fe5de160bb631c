import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Settings } from './data.ts'
import { Panel } from './parts.tsx'
import { TestMessage } from './test-message.tsx'

/** Every version that holds for a new contract, or binds one. */
export function Plans({ settings: { plans } }: { settings: Settings }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <Panel wide title={text('生效的承诺', 'Plans in force')}>
      <table>
        <tbody>
          {plans.map(({ id, version, title, contracts, newest }) => (
            <tr key={`${id}${version}`}>
              <th scope="row">
                {id} v{version}
              </th>
              <td>{inLanguage(title, language)}</td>
              <td className="n">
                {say(text(`${contracts} 份合同`, contracts === 1 ? '1 contract' : `${contracts} contracts`))}
              </td>
              <td className="soft n">{newest ? say(text('新合同用它', 'for new contracts')) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

/** Who is called when; roles at signing in are the identity provider's to give. */
export function People({ settings: { people } }: { settings: Settings }) {
  const say = useSay()
  return (
    <Panel wide title={text('人员', 'People')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(text('姓名', 'Name'))}</th>
            <th scope="col">{say(text('编号', 'Id'))}</th>
            <th scope="col">{say(text('轮值', 'Takes turns'))}</th>
            <th scope="col">{say(text('经理', 'Manages'))}</th>
            <th scope="col">{say(text('支援组', 'Asked beyond the desk'))}</th>
            <th scope="col">{say(text('呼得到吗', 'Reached'))}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">{person.name}</th>
              <td className="soft">{person.id}</td>
              <td>{person.turns.map(({ roster, tier }) => `${roster} ${tier}`).join('、')}</td>
              <td>{person.manages.join('、')}</td>
              <td>{person.teams.map((team) => say(TEAMS[team] ?? text(team, team))).join('、')}</td>
              <td>
                <TestMessage person={person} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        {say(
          text(
            '登录的身份（客服、经理……）由登录系统给出，这里只读。',
            'The role at signing in is the identity provider’s to give; this is to read.',
          ),
        )}
      </p>
    </Panel>
  )
}

const TEAMS: Readonly<Record<string, ReturnType<typeof text>>> = {
  rd: text('研发', 'Research'),
  production: text('生产', 'Production'),
  experts: text('专家', 'Experts'),
}
