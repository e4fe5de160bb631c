import { type ComponentProps, type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { antSheet } from './outside/sheet.ts'

// biome-ignore lint/suspicious/noExplicitAny: as of React's own `lazy`: whatever the part takes, the whole takes
type Any = ComponentType<any>

export const loadAnt = () => Promise.all([import('./ant.tsx'), antSheet()])

/**
 * As React's `lazy`, for what is made of Ant Design: both are loaded when it is first drawn. The board and whatever stands around
 * all rooms are made without it, so that they show sooner.
 */
export const withAnt = <Part extends Any>(
  load: () => Promise<{ readonly default: Part }>,
): LazyExoticComponent<ComponentType<ComponentProps<Part>>> =>
  lazy(async () => {
    const [{ default: Drawn }, [{ Ant }]] = await Promise.all([load(), loadAnt()])
    const Whole = (props: ComponentProps<Part>) => (
      <Ant>
        <Drawn {...props} />
      </Ant>
    )
    return { default: Whole }
  })
