import { useRepair } from '../data.ts'

export function Drawer({ id }: { id: string; onClose: () => void }) {
  const { data } = useRepair(id)
  return <aside className="drawer">{data?.symptoms}</aside>
}
