/** The words of a notice: `## ` begins a heading, an empty line a paragraph. Everything else is text as it was published. */
export const NoticeText = ({ text }: { text: string }) =>
  text
    .split(/\n{2,}/)
    .map((block, index) => ({ key: `${index}`, block }))
    .map(({ key, block }) =>
      block.startsWith('## ') ? (
        <h2 key={key}>{block.slice(3)}</h2>
      ) : (
        <p key={key} className="whitespace-pre-line">
          {block}
        </p>
      ),
    )
