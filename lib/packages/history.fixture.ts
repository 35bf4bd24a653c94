import { canonical } from '#lib/history/canonical.ts'
import { signCheckpoint } from '#lib/history/checkpoint.ts'
import { appendLeaves, EMPTY_FRONTIER, hashLeaf, type Node, rootOf } from '#lib/history/merkle.ts'
import { noteSigner } from '#lib/history/note.ts'
import { inclusionProof } from '#lib/history/proofs.ts'
import type { ManifestHistory } from './manifest.ts'

export const seed = new Uint8Array(32).fill(7)
export const signer = noteSigner('privacy.example.org/history', seed)

/** A history of `size` events of which the even ones belong to the request, with a signed checkpoint over all of them. */
export const someHistory = async (size: number): Promise<ManifestHistory> => {
  const events = Array.from({ length: size }, (_, index) => ({
    stream: index % 2 === 0 ? 'request:7' : 'staff:1',
    version: Math.floor(index / 2) + 1,
    at: '2026-10-05T08:15:00.000000Z',
    actor: { kind: 'system' },
    type: 'something-happened',
    data: { number: index },
  }))
  const leaves = events.map(event => hashLeaf(Buffer.from(canonical(event), 'utf8')))
  const { frontier, completed } = appendLeaves(EMPTY_FRONTIER, leaves)
  const at = ({ level, index }: { level: number; index: number }) =>
    completed.find((node: Node) => node.level === level && node.index === index)!.hash
  const proofs = await Promise.all(
    events.map(async (event, index) => ({
      event,
      index,
      path: (await inclusionProof(index, size, async nodes => nodes.map(at))).map(hash => hash.toString('base64')),
    })),
  )
  return {
    checkpoint: signCheckpoint({ size, root: rootOf(frontier) }, signer),
    key: signer.publicLine,
    proofs: proofs.filter((_, index) => index % 2 === 0),
  }
}
