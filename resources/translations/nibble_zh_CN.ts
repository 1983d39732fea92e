<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>ActionBar</name>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Ask for something else…</source>
        <translation>提别的要求…</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>用您自己的话</translation>
    </message>
    <message>
        <source>Or say it in your own words, then Enter</source>
        <translation>也可以用自己的话说，然后按回车</translation>
    </message>
    <message>
        <source>Your own wish</source>
        <translation>自己的要求</translation>
    </message>
</context>
<context>
    <name>ActionEditor</name>
    <message>
        <source>Write the text below for {audience}, and keep its facts.

{text}</source>
        <translation>请把下面的文字改写给{audience}看，事实保持不变。

{text}</translation>
    </message>
    <message>
        <source>What is asked before it is done</source>
        <translation>执行前要询问的内容</translation>
    </message>
    <message>
        <source>{text} stands for the text that it works on. Any other name in braces, such as {audience}, is asked for before it is done.</source>
        <translation>{text} 代表要处理的文字。花括号里的其他名称（如 {audience}）会在执行前询问。</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>说明(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Request to the model</source>
        <translation>对模型的要求(&amp;R)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Request to the model</source>
        <translation>对模型的要求</translation>
    </message>
</context>
<context>
    <name>ActionFieldRow</name>
    <message>
        <source>Ticked at first</source>
        <translation>初始为勾选</translation>
    </message>
    <message>
        <source>Must be filled in</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>What is in {field} at first</source>
        <translation>{field} 的初始内容</translation>
    </message>
    <message>
        <source>Name of {field}</source>
        <translation>{field} 的名称</translation>
    </message>
    <message>
        <source>Kind of {field}</source>
        <translation>{field} 的类型</translation>
    </message>
    <message>
        <source>Choices of {field}, with commas between them</source>
        <translation>{field} 的选项，用逗号分隔</translation>
    </message>
    <message>
        <source>{field} is ticked at first</source>
        <translation>{field} 初始为勾选</translation>
    </message>
    <message>
        <source>{field} must be filled in</source>
        <translation>{field} 必须填写</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Choices, with commas between them</source>
        <translation>选项，用逗号分隔</translation>
    </message>
    <message>
        <source>Filled in at first</source>
        <translation>初始内容</translation>
    </message>
</context>
<context>
    <name>ActionFields</name>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <source>A number, please, like {example}.</source>
        <translation>请填写数字，例如 {example}。</translation>
    </message>
    <message>
        <source>This does not fit here.</source>
        <translation>这里不能填这样的内容。</translation>
    </message>
    <message>
        <source>{field} (may be empty)</source>
        <translation>{field}（可不填）</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Its memory is told exactly when its files are here; at {bits} bits its weights alone take {least} GB or more.</source>
        <translation>模型文件到位后才能算出准确的内存；仅 {bits} 位的权重就至少需要 {least} GB。</translation>
    </message>
    <message>
        <source>{model} at {bits} bits takes about the same room: more parameters at {own} bits answer better.</source>
        <translation>{model}（{bits} 位）占用的空间差不多：参数更多、{own} 位的模型回答更好。</translation>
    </message>
    <message>
        <source>So small a model loses visibly at 4 bits: take {bits} if they fit.</source>
        <translation>这么小的模型用 4 位会明显变差：放得下就用 {bits} 位。</translation>
    </message>
    <message>
        <source>Its vocabulary stays in 16 bits: it has {bits} bits a parameter in truth, not 4.</source>
        <translation>它的词表保持 16 位：实际上每个参数占 {bits} 位，而不是 4 位。</translation>
    </message>
    <message>
        <source>It fits and leaves about {left} GB free.</source>
        <translation>放得下，还剩约 {left} GB。</translation>
    </message>
    <message>
        <source>It does not fit: about {missing} GB are missing.</source>
        <translation>放不下：还差约 {missing} GB。</translation>
    </message>
    <message>
        <source>Memory is left over: {bits} bits take about {extra} GB more and round less.</source>
        <translation>内存还有富余：{bits} 位多占约 {extra} GB，舍入误差更小。</translation>
    </message>
    <message>
        <source>About {cache} GB of that are for the long conversation: a shorter context saves them.</source>
        <translation>其中约 {cache} GB 用于长对话：缩短上下文即可省下。</translation>
    </message>
    <message>
        <source>This processor unpacks rounded weights for each word, which is slow.</source>
        <translation>这个处理器每生成一个词都要还原量化的权重，速度很慢。</translation>
    </message>
    <message>
        <source>It is slow here: {speed} tokens a second at most, which one waits for.</source>
        <translation>在这里很慢：每秒最多 {speed} 个词元，需要等待。</translation>
    </message>
    <message>
        <source>Its licence ({licence}) forbids commercial work: it is never recommended.</source>
        <translation>其许可证（{licence}）禁止商业用途：从不推荐。</translation>
    </message>
    <message>
        <source>Chinese is not among the languages it is good at.</source>
        <translation>它不擅长中文。</translation>
    </message>
</context>
<context>
    <name>AdviceCard</name>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>the rest</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Other bits: {steps}.</source>
        <translation>换用其他位数：{steps}。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>AnyModel</name>
    <message>
        <source>Id of a model, its address, or a folder</source>
        <translation>模型的标识、网址或文件夹</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Any model in safetensors format. Those that need code of their own or have only pickled weights are refused before they are fetched.</source>
        <translation>任何 safetensors 格式的模型。需要自带代码或只有 pickle 权重的模型，下载之前就会被拒绝。</translation>
    </message>
    <message>
        <source>This is no id such as Qwen/Qwen3-4B, no address and no folder.</source>
        <translation>这既不是 Qwen/Qwen3-4B 这样的标识，也不是网址或文件夹。</translation>
    </message>
    <message>
        <source>It is copied from the folder {path}, compared with its hashes.</source>
        <translation>将从文件夹 {path} 复制，并核对哈希值。</translation>
    </message>
    <message>
        <source>{name} comes from {place}.</source>
        <translation>{name} 来自 {place}。</translation>
    </message>
    <message>
        <source>Choose the folder of a model</source>
        <translation>选择模型所在的文件夹</translation>
    </message>
</context>
<context>
    <name>BadLines</name>
    <message>
        <source>line {line}: a quotation mark is not closed</source>
        <translation>第 {line} 行：引号没有闭合</translation>
    </message>
    <message>
        <source>line {line}: fewer than two columns</source>
        <translation>第 {line} 行：不足两列</translation>
    </message>
    <message>
        <source>line {line}: one side is empty</source>
        <translation>第 {line} 行：有一侧为空</translation>
    </message>
    <message>
        <source>line {line}: characters that cannot be read</source>
        <translation>第 {line} 行：有无法识别的字符</translation>
    </message>
    <message>
        <source>line {line}: not in both languages</source>
        <translation>第 {line} 行：没有同时包含两种语言</translation>
    </message>
    <message>
        <source>line {line}: the file ends here, broken</source>
        <translation>第 {line} 行：文件在此处中断，已损坏</translation>
    </message>
    <message>
        <source>Left out: {count}</source>
        <translation>未采用：{count} 处</translation>
    </message>
</context>
<context>
    <name>BaseBox</name>
    <message>
        <source>Knowledge base</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>No knowledge base yet</source>
        <translation>还没有知识库</translation>
    </message>
</context>
<context>
    <name>BaseHead</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>检查更新</translation>
    </message>
    <message>
        <source>More for this knowledge base</source>
        <translation>此知识库的更多操作</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete the knowledge base</source>
        <translation>删除知识库</translation>
    </message>
    <message>
        <source>Documents that were read</source>
        <translation>已读取的文档</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Documents: {count}</source>
        <translation>文档：{count}</translation>
    </message>
    <message>
        <source>Passages: {count}</source>
        <translation>段落：{count}</translation>
    </message>
    <message>
        <source>Not read: {count}</source>
        <translation>未能读取：{count}</translation>
    </message>
    <message>
        <source>Looking for documents…</source>
        <translation>正在查找文档…</translation>
    </message>
    <message>
        <source>{done} of {total} · passages: {passages}</source>
        <translation>{done}/{total} · 段落：{passages}</translation>
    </message>
    <message>
        <source>not read: {count}</source>
        <translation>未能读取：{count}</translation>
    </message>
</context>
<context>
    <name>BaseList</name>
    <message>
        <source>Knowledge bases</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>New knowledge base (Ctrl+N)</source>
        <translation>新建知识库 (Ctrl+N)</translation>
    </message>
    <message>
        <source>New knowledge base</source>
        <translation>新建知识库</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rename the knowledge base</source>
        <translation>重命名知识库</translation>
    </message>
</context>
<context>
    <name>BaseView</name>
    <message>
        <source>Parts of the knowledge base</source>
        <translation>知识库的各部分</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Folders and files</source>
        <translation>文件夹和文件</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>检索</translation>
    </message>
    <message>
        <source>The import was stopped. What was read is here.</source>
        <translation>导入已停止，已读取的内容都在这里。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>added: {count}</source>
        <translation>新增 {count}</translation>
    </message>
    <message>
        <source>changed: {count}</source>
        <translation>更改 {count}</translation>
    </message>
    <message>
        <source>unchanged: {count}</source>
        <translation>未变 {count}</translation>
    </message>
    <message>
        <source>removed: {count}</source>
        <translation>移除 {count}</translation>
    </message>
    <message>
        <source>not read: {count}</source>
        <translation>未能读取 {count}</translation>
    </message>
    <message>
        <source>Those that were not read stand first, with what to do.</source>
        <translation>未能读取的排在最前面，并附有处理办法。</translation>
    </message>
    <message>
        <source>and {count} others</source>
        <translation>等另外 {count} 个</translation>
    </message>
    <message>
        <source>Files of other kinds were left out: {names}</source>
        <translation>其他类型的文件已略过：{names}</translation>
    </message>
    <message>
        <source>No documents were found.</source>
        <translation>没有找到文档。</translation>
    </message>
    <message>
        <source>Documents {counts}</source>
        <translation>文档：{counts}</translation>
    </message>
</context>
<context>
    <name>Bench</name>
    <message>
        <source>{model} at {bits} bits writes {value} tokens a second, and transformers&apos; own loop on bitsandbytes ({baseline_level}) {baseline}: {ratio} times as fast.</source>
        <translation>{model}（{bits} 位）每秒生成 {value} 个词元，transformers 自带的循环加 bitsandbytes（{baseline_level}）为 {baseline} 个：前者是后者的 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{model} at {bits} bits gives its first token after {value} ms, and transformers&apos; own loop on bitsandbytes ({baseline_level}) after {baseline} ms: {ratio} times as fast.</source>
        <translation>{model}（{bits} 位）在 {value} 毫秒后给出第一个词元，transformers 自带的循环加 bitsandbytes（{baseline_level}）需要 {baseline} 毫秒：前者快 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{model} at {bits} bits gives the first token of the next turn after {value} ms, and transformers&apos; own loop on bitsandbytes ({baseline_level}), which reads all of it again, after {baseline} ms: {ratio} times as fast.</source>
        <translation>{model}（{bits} 位）在 {value} 毫秒后给出下一轮的第一个词元；transformers 自带的循环加 bitsandbytes（{baseline_level}）要全部重读，需要 {baseline} 毫秒：前者快 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{model} at {bits} bits writes {value} tokens a second of an answer that repeats its text when it may guess what comes, and the same answer at {baseline} when it may not: {ratio} times as fast.</source>
        <translation>{model}（{bits} 位）写出重复原文的回答：允许猜测后文时每秒 {value} 个词元，不允许时同一回答每秒 {baseline} 个，前者是后者的 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{model} at {bits} bits translates 64 sentences in {value} s together, and in {baseline} s one after the other: {ratio} times as fast.</source>
        <translation>{model}（{bits} 位）把 64 个句子一起翻译用 {value} 秒，逐句翻译用 {baseline} 秒，快 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{model} loads in {value} s when it was saved at {bits} bits before, and in {baseline} s when its 16 bits are rounded at each load: {ratio} times as fast.</source>
        <translation>{model} 事先存为 {bits} 位时加载需 {value} 秒，每次加载时从 16 位量化则需 {baseline} 秒：前者快 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{model} at {bits} bits stops within {value} ms in 99 of 100 cases; one step of its loop takes {baseline} ms.</source>
        <translation>{model}（{bits} 位）在 100 次中有 99 次于 {value} 毫秒内停下；循环一步需要 {baseline} 毫秒。</translation>
    </message>
    <message>
        <source>Median of {runs} runs by turns on {device}, 64 new tokens after {context}.</source>
        <translation>在 {device} 上交替运行 {runs} 次的中位数，在 {context} 个词元之后生成 64 个新词元。</translation>
    </message>
    <message>
        <source>Median of {runs} runs by turns on {device}, a text of {context} tokens.</source>
        <translation>在 {device} 上交替运行 {runs} 次的中位数，文本为 {context} 个词元。</translation>
    </message>
    <message>
        <source>Median of {runs} runs by turns on {device}, 64 new tokens on {context} kept ones.</source>
        <translation>在 {device} 上交替运行 {runs} 次的中位数，在已保留的 {context} 个词元上新增 64 个。</translation>
    </message>
    <message>
        <source>Median of {runs} runs by turns on {device}, 128 new tokens after {context}.</source>
        <translation>在 {device} 上交替运行 {runs} 次取中位数，在 {context} 个词元之后新写 128 个。</translation>
    </message>
    <message>
        <source>Median of {runs} runs by turns on {device}, from English into Chinese.</source>
        <translation>在 {device} 上交替运行 {runs} 次取中位数，英译中。</translation>
    </message>
    <message>
        <source>Median of {runs} runs by turns on {device}; the system had the files in memory.</source>
        <translation>在 {device} 上交替运行 {runs} 次的中位数；文件已在系统内存中。</translation>
    </message>
    <message>
        <source>{runs} stops at random moments on {device}; the step is the median of theirs.</source>
        <translation>在 {device} 上于随机时刻停止 {runs} 次；步长为其中位数。</translation>
    </message>
    <message>
        <source>Its weights are read at {share} % of the {bandwidth} GB/s that one core reads from memory.</source>
        <translation>读取权重的速度是单核内存读取速度 {bandwidth} GB/s 的 {share}%。</translation>
    </message>
</context>
<context>
    <name>BreachList</name>
    <message>
        <source>Every reply must say: {what}</source>
        <translation>每条回复都必须包含：{what}</translation>
    </message>
    <message>
        <source>No reply may say: {what}</source>
        <translation>回复中不得出现：{what}</translation>
    </message>
    <message>
        <source>A promise that you may not make: {what}</source>
        <translation>不可作出的承诺：{what}</translation>
    </message>
    <message>
        <source>House rules that the draft breaks</source>
        <translation>草稿违反的内部规定</translation>
    </message>
    <message>
        <source>{line} (and {count} more)</source>
        <translation>{line}（另有 {count} 处）</translation>
    </message>
</context>
<context>
    <name>Bringing</name>
    <message>
        <source>Messages ({kinds})</source>
        <translation>消息文件 ({kinds})</translation>
    </message>
    <message>
        <source>Import messages</source>
        <translation>导入消息</translation>
    </message>
    <message>
        <source>Could not be read: rows {rows}</source>
        <translation>未能读取的行：{rows}</translation>
    </message>
    <message>
        <source>Cases added to the inbox: {count}</source>
        <translation>已加入收件箱的工单：{count}</translation>
    </message>
</context>
<context>
    <name>CandidateList</name>
    <message>
        <source>{word}, {percent}, chosen</source>
        <translation>{word}，{percent}，已选用</translation>
    </message>
    <message>
        <source>{word}, {percent}</source>
        <translation>{word}，{percent}</translation>
    </message>
    <message>
        <source>{word} (chosen)</source>
        <translation>{word}（已选用）</translation>
    </message>
</context>
<context>
    <name>CannedChoice</name>
    <message>
        <source>Canned replies</source>
        <translation>常用回复</translation>
    </message>
    <message>
        <source>Type to find a canned reply</source>
        <translation>输入文字查找常用回复</translation>
    </message>
</context>
<context>
    <name>CaseHead</name>
    <message>
        <source>Tags, with commas</source>
        <translation>标签，用逗号分隔</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Add the customer&apos;s next message</source>
        <translation>添加客户的下一条消息</translation>
    </message>
    <message>
        <source>Delete this case</source>
        <translation>删除此工单</translation>
    </message>
    <message>
        <source>Show personal data. It is kept in memory while the program runs; only marks of it are stored, and after a restart the marks stay</source>
        <translation>显示个人信息。原文只在程序运行时保留在内存中，存储的只是标记；重启之后只剩标记</translation>
    </message>
    <message>
        <source>Show or hide the right column (F9)</source>
        <translation>显示或隐藏右栏 (F9)</translation>
    </message>
</context>
<context>
    <name>Certainty</name>
    <message>
        <source>over 90 %</source>
        <translation>90% 以上</translation>
    </message>
    <message>
        <source>60 to 90 %</source>
        <translation>60% 到 90%</translation>
    </message>
    <message>
        <source>30 to 60 %</source>
        <translation>30% 到 60%</translation>
    </message>
    <message>
        <source>under 30 %</source>
        <translation>低于 30%</translation>
    </message>
    <message>
        <source>under 1 %</source>
        <translation>低于 1%</translation>
    </message>
    <message>
        <source>over 99 %</source>
        <translation>高于 99%</translation>
    </message>
    <message>
        <source>{figure} %</source>
        <translation>{figure}%</translation>
    </message>
    <message>
        <source>the answer ends</source>
        <translation>（到此结束）</translation>
    </message>
    <message>
        <source>a new line</source>
        <translation>（换行）</translation>
    </message>
    <message>
        <source>a space</source>
        <translation>（空格）</translation>
    </message>
</context>
<context>
    <name>CertaintyPart</name>
    <message>
        <source>How sure was the model?</source>
        <translation>模型有多大把握？</translation>
    </message>
    <message>
        <source>Have something rewritten, continued or shortened. The answer then stands here, each word shaded by how likely the model found it, with the words it might have said instead.</source>
        <translation>让模型改写、续写或缩短一段文字，它的回答就会显示在这里：每个词按模型认为的可能性着色，并列出它本来可能写的其他词。</translation>
    </message>
    <message>
        <source>The shading is how likely the model itself found each word after those before it. It is no measure of truth: a model can be sure of what is wrong, and unsure between two good words.</source>
        <translation>着色表示在前文之后，模型自己认为每个词有多大可能。它不衡量对错：模型可能对错误的内容很有把握，也可能在两个都合适的词之间犹豫。</translation>
    </message>
    <message>
        <source>Previous unsure word</source>
        <translation>上一个没把握的词</translation>
    </message>
    <message>
        <source>Next unsure word</source>
        <translation>下一个没把握的词</translation>
    </message>
    <message>
        <source>{count} of {all} words under {percent}</source>
        <translation>{all} 个词中有 {count} 个低于 {percent}</translation>
    </message>
    <message>
        <source>The engine told no figures for this answer.</source>
        <translation>引擎没有给出这个回答的概率。</translation>
    </message>
    <message>
        <source>The engine told figures for the beginning of this answer only.</source>
        <translation>引擎只给出了这个回答开头部分的概率。</translation>
    </message>
    <message>
        <source>{word}: {percent}</source>
        <translation>{word}：{percent}</translation>
    </message>
    <message>
        <source>With {bits}: {percent}</source>
        <translation>用 {bits} 时：{percent}</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Changes</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message>
        <source>“{original}” becomes “{replacement}”</source>
        <translation>“{original}”改为“{replacement}”</translation>
    </message>
</context>
<context>
    <name>ChangeWords</name>
    <message>
        <source>White space (model)</source>
        <translation>空白（模型）</translation>
    </message>
    <message>
        <source>Punctuation (model)</source>
        <translation>标点（模型）</translation>
    </message>
    <message>
        <source>Capital letters (model)</source>
        <translation>大小写（模型）</translation>
    </message>
    <message>
        <source>Repeated words (model)</source>
        <translation>重复（模型）</translation>
    </message>
    <message>
        <source>Spelling (model)</source>
        <translation>错别字（模型）</translation>
    </message>
    <message>
        <source>Grammar (model)</source>
        <translation>语法（模型）</translation>
    </message>
    <message>
        <source>Choice of words (model)</source>
        <translation>用词（模型）</translation>
    </message>
    <message>
        <source>Added (model)</source>
        <translation>增补（模型）</translation>
    </message>
    <message>
        <source>Left out (model)</source>
        <translation>删去（模型）</translation>
    </message>
    <message>
        <source>Other wording (model)</source>
        <translation>换个说法（模型）</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>模型的建议</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>Proofread</source>
        <translation>校对</translation>
    </message>
    <message>
        <source>Shorten</source>
        <translation>缩短</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>扩写</translation>
    </message>
    <message>
        <source>Simplify</source>
        <translation>简化</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Change of tone</source>
        <translation>调整语气</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>改成列表</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>改成表格</translation>
    </message>
    <message>
        <source>As asked</source>
        <translation>按要求修改</translation>
    </message>
    <message>
        <source>Word by word</source>
        <translation>逐处</translation>
    </message>
    <message>
        <source>By sentences</source>
        <translation>逐句</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>整体</translation>
    </message>
    <message>
        <source>Alters a fact</source>
        <translation>改动了事实</translation>
    </message>
    <message>
        <source>Alters a number</source>
        <translation>改动了数字</translation>
    </message>
    <message>
        <source>Alters a date</source>
        <translation>改动了日期</translation>
    </message>
    <message>
        <source>Alters a name</source>
        <translation>改动了名称</translation>
    </message>
    <message>
        <source>Alters a quotation</source>
        <translation>改动了引文</translation>
    </message>
    <message>
        <source>Alters a link</source>
        <translation>改动了链接</translation>
    </message>
    <message>
        <source>Translation into {language}</source>
        <translation>译成{language}</translation>
    </message>
    <message>
        <source>By rules alone; no model took part.</source>
        <translation>仅由规则检出，没有模型参与。</translation>
    </message>
    <message>
        <source>Alters {count} facts</source>
        <translation>改动了 {count} 处事实</translation>
    </message>
    <message>
        <source>{action}: {count} changes</source>
        <translation>{action}：{count} 处修改</translation>
    </message>
</context>
<context>
    <name>ChangesFoot</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>全部接受</translation>
    </message>
    <message>
        <source>Reject all</source>
        <translation>全部拒绝</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>上一处修改</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>下一处修改</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Another variant</source>
        <translation>再写一个</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>接受…</translation>
    </message>
    <message>
        <source>Accept all…</source>
        <translation>全部接受…</translation>
    </message>
</context>
<context>
    <name>ChangesHead</name>
    <message>
        <source>Variants</source>
        <translation>各个备选</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>How much is one decision</source>
        <translation>一次决定多少</translation>
    </message>
    <message>
        <source>With this rule</source>
        <translation>与此规则有关</translation>
    </message>
    <message>
        <source>Accept all of this rule</source>
        <translation>接受此规则的全部修改</translation>
    </message>
    <message>
        <source>Reject all of this rule</source>
        <translation>拒绝此规则的全部修改</translation>
    </message>
    <message>
        <source>Switch this rule off</source>
        <translation>关闭此规则</translation>
    </message>
    <message>
        <source>Variant {count}</source>
        <translation>备选 {count}</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>第 {at} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>All kinds ({count})</source>
        <translation>全部类别（{count}）</translation>
    </message>
    <message>
        <source>With “{rule}”</source>
        <translation>与“{rule}”有关</translation>
    </message>
</context>
<context>
    <name>ChangesNote</name>
    <message>
        <source>The text has changed since you asked</source>
        <translation>提出要求之后，文本已有改动</translation>
    </message>
    <message>
        <source>The proposal does not fit it any more. Ask once more.</source>
        <translation>这份建议已不再适合现在的文本，请再问一次。</translation>
    </message>
    <message>
        <source>Nothing needs to be changed here.</source>
        <translation>这里没有需要改的地方。</translation>
    </message>
    <message>
        <source>Left out, for you rejected them before: {count}</source>
        <translation>以下修改您以前拒绝过，已略去：{count} 处</translation>
    </message>
    <message>
        <source>Propose them again</source>
        <translation>重新提出</translation>
    </message>
    <message>
        <source>Rejected, and not proposed again in this document: {count}</source>
        <translation>已拒绝，本文档中不再提出：{count} 处</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Let go, for you edited the text under them: {count}</source>
        <translation>您改动了相应的文字，以下修改已放弃：{count} 处</translation>
    </message>
</context>
<context>
    <name>ChangesPart</name>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有等待决定的修改</translation>
    </message>
    <message>
        <source>Select a part of the text, or put the cursor in a paragraph, and choose what to do with it. What would be changed is shown here, and you decide.</source>
        <translation>选中一段文字，或把光标放在一个段落里，再选择要做什么。要改的地方会显示在这里，由您决定。</translation>
    </message>
</context>
<context>
    <name>ChatHead</name>
    <message>
        <source>Rename (F2 in the list)</source>
        <translation>重命名（在列表中按 F2）</translation>
    </message>
    <message>
        <source>Delete this conversation</source>
        <translation>删除此对话</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>预设(&amp;P)</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Everything you can do</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>↑ ↓ to choose, Enter to do it, Esc to leave</source>
        <translation>↑ ↓ 选择，回车执行，Esc 关闭</translation>
    </message>
    <message>
        <source>Do this: “{wish}”</source>
        <translation>就这样做：“{wish}”</translation>
    </message>
</context>
<context>
    <name>CompareBox</name>
    <message>
        <source>Compare with</source>
        <translation>与之比较：</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Words on which the levels differ</source>
        <translation>两种位数选择不同的词</translation>
    </message>
    <message>
        <source>Compare with {bits}</source>
        <translation>与 {bits} 比较</translation>
    </message>
    <message>
        <source>The model that gave this answer is not loaded any more.</source>
        <translation>写出这个回答的模型已经不在内存里了。</translation>
    </message>
    <message>
        <source>This answer came with 16 bits: there is no higher level.</source>
        <translation>这个回答就是用 16 位得到的，没有更高的位数可比。</translation>
    </message>
    <message>
        <source>This model comes with {bits} only. Its full weights, with which an answer could be compared, are not on this computer.</source>
        <translation>这个模型只有 {bits} 的版本。可以用来比较的完整权重不在这台电脑上。</translation>
    </message>
    <message>
        <source>{bits} cannot be had with this model and this device.</source>
        <translation>这个模型在这台设备上不能用 {bits}。</translation>
    </message>
    <message>
        <source>{bits} would need {needed} of memory, and {free} are free.</source>
        <translation>{bits} 需要 {needed} 内存，目前可用 {free}。</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>正在等待引擎……</translation>
    </message>
    <message>
        <source>Loading the model with {bits} beside the other… {percent}</source>
        <translation>正在另外载入 {bits} 的模型…… {percent}</translation>
    </message>
    <message>
        <source>Reading the answer with {bits}… {percent}</source>
        <translation>正在用 {bits} 读这个回答…… {percent}</translation>
    </message>
    <message>
        <source>The answer could not be read the same way again, so there is no comparison.</source>
        <translation>这个回答无法以同样的方式重新读入，因此没有比较结果。</translation>
    </message>
    <message>
        <source>With {bits} the same word was the likeliest everywhere.</source>
        <translation>用 {bits} 时，每一处最可能的词都相同。</translation>
    </message>
    <message>
        <source>With {bits} another word was the likeliest at {count} of {all} places.</source>
        <translation>用 {bits} 时，{all} 处中有 {count} 处最可能的是另一个词。</translation>
    </message>
    <message>
        <source>{bits} would choose “{word}” ({percent})</source>
        <translation>{bits} 会选“{word}”（{percent}）</translation>
    </message>
    <message>
        <source>{bits} chose “{word}”</source>
        <translation>{bits} 选了“{word}”</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>What changed</source>
        <translation>改动内容</translation>
    </message>
    <message>
        <source>{came} characters came, {went} went.</source>
        <translation>新增 {came} 个字符，删去 {went} 个。</translation>
    </message>
    <message>
        <source>The two are the same.</source>
        <translation>两者相同。</translation>
    </message>
    <message>
        <source>Only the first of the changes are shown.</source>
        <translation>这里只显示前面一部分改动。</translation>
    </message>
</context>
<context>
    <name>ComposerCard</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>发送（Enter）</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止（Esc）</translation>
    </message>
    <message>
        <source>Editing an earlier message</source>
        <translation>正在编辑之前的消息</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>放弃编辑</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>{name}: {done} of {total} segments</source>
        <translation>{name}：{total} 个句段中已完成 {done} 个</translation>
    </message>
    <message>
        <source>{path}: {count} rows could not be read</source>
        <translation>{path}：有 {count} 行无法读取</translation>
    </message>
    <message>
        <source>{name}: {done} of {total} messages</source>
        <translation>{name}：{total} 条消息中的第 {done} 条</translation>
    </message>
    <message>
        <source>{path} was not written.</source>
        <translation>没有写入 {path}。</translation>
    </message>
    <message>
        <source>{name}: asking what there is</source>
        <translation>{name}：正在查询有哪些文件</translation>
    </message>
    <message>
        <source>{name}: looking for what this computer has</source>
        <translation>{name}：正在查找本机已有的文件</translation>
    </message>
    <message>
        <source>{name}: looking at the model</source>
        <translation>{name}：正在查看模型</translation>
    </message>
    <message>
        <source>{name}: paused at {percent} %</source>
        <translation>{name}：已暂停在 {percent}%</translation>
    </message>
    <message>
        <source>{name}: {total}, whole and checked</source>
        <translation>{name}：{total}，完整且已核对</translation>
    </message>
    <message>
        <source>{name}: {percent} % of {total}, {speed}/s</source>
        <translation>{name}：{total} 的 {percent}%，{speed}/秒</translation>
    </message>
    <message>
        <source>{name}: {percent} % of {total}, {speed}/s, {left} left</source>
        <translation>{name}：{total} 的 {percent}%，{speed}/秒，剩余 {left}</translation>
    </message>
    <message>
        <source>Stopped. The same command goes on from here.</source>
        <translation>已停止。再次运行同一命令会从这里继续。</translation>
    </message>
    <message>
        <source>The folder has no list of hashes: the copy is like it, but is it the right model?</source>
        <translation>这个文件夹没有哈希值列表：副本与它一致，但无法确定它就是对的模型。</translation>
    </message>
    <message>
        <source>{used} GB of models in {folder}, {trash} GB in the trash, {free} GB free.</source>
        <translation>{folder} 中的模型占 {used} GB，回收站占 {trash} GB，可用 {free} GB。</translation>
    </message>
    <message>
        <source>{file}: as it should be</source>
        <translation>{file}：完好</translation>
    </message>
    <message>
        <source>{file}: damaged</source>
        <translation>{file}：已损坏</translation>
    </message>
    <message>
        <source>{file}: missing</source>
        <translation>{file}：缺失</translation>
    </message>
    <message>
        <source>{file}: no hash to compare with</source>
        <translation>{file}：没有可比对的哈希值</translation>
    </message>
    <message>
        <source>The folder brings no list of hashes, so nothing tells whether its files are the right ones.</source>
        <translation>文件夹没有附带哈希值列表，因此无法判断其中的文件是否正确。</translation>
    </message>
    <message>
        <source>Get the model again: only what is damaged is fetched.</source>
        <translation>请重新获取该模型：只会下载损坏的部分。</translation>
    </message>
    <message>
        <source>Put {path} ({size} GB) into the trash?</source>
        <translation>要把 {path}（{size} GB）放入回收站吗？</translation>
    </message>
    <message>
        <source>Delete {path} ({size} GB) for good?</source>
        <translation>要彻底删除 {path}（{size} GB）吗？</translation>
    </message>
    <message>
        <source>It is the model that you work with now.</source>
        <translation>这是您现在正在使用的模型。</translation>
    </message>
    <message>
        <source>It is in the trash and takes room until you remove it there:
  nibble models remove &quot;{trash}&quot;
This brings it back:
  nibble models move &quot;{trash}&quot; &quot;{path}&quot;</source>
        <translation>它已在回收站中，在您从那里删除之前仍占用空间：
  nibble models remove &quot;{trash}&quot;
如需恢复：
  nibble models move &quot;{trash}&quot; &quot;{path}&quot;</translation>
    </message>
    <message>
        <source>{path} is deleted.</source>
        <translation>{path} 已删除。</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Support and writing</source>
        <translation>客服与写作</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>按含义检索</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个词元</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
</context>
<context>
    <name>ConversationPanel</name>
    <message>
        <source>Search all conversations</source>
        <translation>搜索全部对话</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>New conversation (Ctrl+N)</source>
        <translation>新对话（Ctrl+N）</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Your conversations will be here.</source>
        <translation>您的对话会显示在这里。</translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation>重命名对话</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>CountLabel</name>
    <message>
        <source>Words: {count}</source>
        <translation>字数：{count}</translation>
    </message>
    <message>
        <source>Words selected: {count}</source>
        <translation>选中字数：{count}</translation>
    </message>
    <message>
        <source>Characters: {count}</source>
        <translation>字符数：{count}</translation>
    </message>
    <message>
        <source>Characters without blanks: {count}</source>
        <translation>字符数（不计空格）：{count}</translation>
    </message>
    <message>
        <source>Paragraphs: {count}</source>
        <translation>段落数：{count}</translation>
    </message>
    <message>
        <source>Read aloud: about {count} min</source>
        <translation>朗读约需 {count} 分钟</translation>
    </message>
</context>
<context>
    <name>CoverageChart</name>
    <message>
        <source>Answered and wrong by threshold</source>
        <translation>各阈值下已回答和出错的比例</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>出错</translation>
    </message>
</context>
<context>
    <name>CustomActionForm</name>
    <message>
        <source>What the action needs to know</source>
        <translation>这个操作需要知道的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Do it</source>
        <translation>执行(&amp;D)</translation>
    </message>
</context>
<context>
    <name>CustomActionsPage</name>
    <message>
        <source>Your actions</source>
        <translation>您的操作</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>复制一份(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Not kept yet: one of the names in braces cannot be used.</source>
        <translation>还没有保存：花括号里有一个名称不能使用。</translation>
    </message>
    <message>
        <source>Not kept yet: it needs a name, and {text} in its request.</source>
        <translation>还没有保存：需要名称，要求里还要有 {text}。</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name}（副本）</translation>
    </message>
    <message>
        <source>The action was deleted</source>
        <translation>操作已删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The action was imported</source>
        <translation>操作已导入</translation>
    </message>
    <message>
        <source>The action was exported</source>
        <translation>操作已导出</translation>
    </message>
    <message>
        <source>Import an action</source>
        <translation>导入操作</translation>
    </message>
    <message>
        <source>Export the action</source>
        <translation>导出操作</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>不能使用</translation>
    </message>
    <message>
        <source>What is in the file</source>
        <translation>文件内容</translation>
    </message>
</context>
<context>
    <name>DeskView</name>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>The case was deleted</source>
        <translation>工单已删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The reply was copied; the case is waiting now</source>
        <translation>回复已复制，工单现在等待客户答复</translation>
    </message>
</context>
<context>
    <name>DeskWelcome</name>
    <message>
        <source>Paste a customer&apos;s message (Ctrl+N)</source>
        <translation>粘贴客户的消息 (Ctrl+N)</translation>
    </message>
    <message>
        <source>The desk finds what your documents say, drafts a reply with a source for each sentence, and says so where it does not know.</source>
        <translation>工作台会在您的文档中查找答案，起草每句都有出处的回复；不知道时会如实说明。</translation>
    </message>
    <message>
        <source>Try a message in Chinese</source>
        <translation>试试中文消息</translation>
    </message>
    <message>
        <source>Try a message in English</source>
        <translation>试试英文消息</translation>
    </message>
    <message>
        <source>Try with the sample shop</source>
        <translation>用示例商店试试</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>添加文档…</translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message>
        <source>not in the documents: number {detail}</source>
        <translation>文档中没有这个数字：{detail}</translation>
    </message>
    <message>
        <source>the documents say the opposite: “{detail}”</source>
        <translation>与文档的说法相反：“{detail}”</translation>
    </message>
    <message>
        <source>not in the documents: “{detail}”</source>
        <translation>文档中没有：“{detail}”</translation>
    </message>
    <message>
        <source>a condition is missing: “{detail}”</source>
        <translation>缺少条件：“{detail}”</translation>
    </message>
    <message>
        <source>an address that is not in the documents: {detail}</source>
        <translation>文档中没有这个网址：{detail}</translation>
    </message>
    <message>
        <source>the model itself says that no document says it</source>
        <translation>模型自己也判断文档没有这样说</translation>
    </message>
    <message>
        <source>most of this reply is not in the documents</source>
        <translation>这条回复的大部分内容文档中没有</translation>
    </message>
    <message>
        <source>not in the documents</source>
        <translation>文档中没有</translation>
    </message>
    <message>
        <source>it gives orders to a program</source>
        <translation>含有对程序的指令</translation>
    </message>
    <message>
        <source>it plays another speaker</source>
        <translation>冒充其他说话人</translation>
    </message>
    <message>
        <source>it has text that a reader cannot see</source>
        <translation>含有读者看不见的文字</translation>
    </message>
    <message>
        <source>it has an address that could carry data away</source>
        <translation>含有可能带走数据的网址</translation>
    </message>
    <message>
        <source>it has markup that would be executed</source>
        <translation>含有会被执行的标记</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Happy</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Worried</source>
        <translation>担心</translation>
    </message>
    <message>
        <source>Unhappy</source>
        <translation>不满</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>生气</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Professional</source>
        <translation>专业</translation>
    </message>
    <message>
        <source>Friendly</source>
        <translation>友好</translation>
    </message>
    <message>
        <source>Concise</source>
        <translation>简洁</translation>
    </message>
    <message>
        <source>Apologetic</source>
        <translation>致歉</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>坚定</translation>
    </message>
    <message>
        <source>Where is the order</source>
        <translation>查询订单</translation>
    </message>
    <message>
        <source>Change an order</source>
        <translation>修改订单</translation>
    </message>
    <message>
        <source>Cancel an order</source>
        <translation>取消订单</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>配送</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品咨询</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Newsletter</source>
        <translation>邮件订阅</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>有把握</translation>
    </message>
    <message>
        <source>Fairly sure</source>
        <translation>较有把握</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>没有把握</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>重新处理</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Memory: {free:.1f} of {total:.1f} GB free</source>
        <translation>内存：共 {total:.1f} GB，可用 {free:.1f} GB</translation>
    </message>
    <message>
        <source>Model: {model}, {bits} bits</source>
        <translation>模型：{model}，{bits} 位</translation>
    </message>
    <message>
        <source>Self-test: {seconds} s</source>
        <translation>自检：{seconds} 秒</translation>
    </message>
    <message>
        <source>Search by meaning: {model}</source>
        <translation>语义检索：{model}</translation>
    </message>
    <message>
        <source>A window needs: {names}</source>
        <translation>打开窗口还需要：{names}</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>Something is wrong.</source>
        <translation>有问题。</translation>
    </message>
</context>
<context>
    <name>DocumentBox</name>
    <message>
        <source>none answers it</source>
        <translation>没有文档能回答</translation>
    </message>
</context>
<context>
    <name>DocumentFiles</name>
    <message>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Word document with tracked changes</source>
        <translation>带修订标记的 Word 文档</translation>
    </message>
    <message>
        <source>footnotes</source>
        <translation>脚注</translation>
    </message>
    <message>
        <source>endnotes</source>
        <translation>尾注</translation>
    </message>
    <message>
        <source>comments</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>headers and footers</source>
        <translation>页眉和页脚</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>域</translation>
    </message>
    <message>
        <source>a table of contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>text boxes</source>
        <translation>文本框</translation>
    </message>
    <message>
        <source>drawings</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>formulas</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>embedded objects</source>
        <translation>嵌入对象</translation>
    </message>
    <message>
        <source>hidden text</source>
        <translation>隐藏文字</translation>
    </message>
    <message>
        <source>tracked changes</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>tables within tables</source>
        <translation>嵌套表格</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a document</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>Another program changed {name}</source>
        <translation>另一个程序修改了 {name}</translation>
    </message>
    <message>
        <source>Nothing was saved over it. Choose under which name to save.</source>
        <translation>没有覆盖它。请选择另存的名称。</translation>
    </message>
    <message>
        <source>Save the document</source>
        <translation>保存文档</translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>导出为 PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>{name} has more than is shown here</source>
        <translation>{name} 还有这里没有显示的内容</translation>
    </message>
    <message>
        <source>It stays in the file when you save it as a Word document: {kinds}.</source>
        <translation>另存为 Word 文档时会原样保留：{kinds}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The text of {name} was opened, not its look</source>
        <translation>打开了 {name} 的文字，没有打开它的版式</translation>
    </message>
    <message>
        <source>Saved as a web page, it gets the look of a plain document.</source>
        <translation>保存为网页时，会采用普通文档的样式。</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>DocumentHead</name>
    <message>
        <source>Segments that are translated</source>
        <translation>已翻译的句段</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Both languages</source>
        <translation>双语对照</translation>
    </message>
    <message>
        <source>Each paragraph is followed by its translation.</source>
        <translation>每段原文后附上译文。</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Saving {name}…</source>
        <translation>正在保存 {name}…</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>{count} segments are not translated yet and stand in it as they were.</source>
        <translation>还有 {count} 个句段尚未翻译，文件中保留原文。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>That is the document itself. Choose another name for the translation.</source>
        <translation>这是原文件本身。请为译文另取一个名称。</translation>
    </message>
    <message>
        <source>of a PDF only its text is kept</source>
        <translation>PDF 只保留文字</translation>
    </message>
</context>
<context>
    <name>DocumentList</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>DocumentModel</name>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>DocumentPage</name>
    <message>
        <source>Open documents…</source>
        <translation>打开文档…</translation>
    </message>
    <message>
        <source>Open documents</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>{name} was removed from the list</source>
        <translation>已将 {name} 从列表中移除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>A document was not finished: {name}</source>
        <translation>有一个文档尚未完成：{name}</translation>
    </message>
    <message>
        <source>{count} documents were not finished</source>
        <translation>有 {count} 个文档尚未完成</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>DocumentPanel</name>
    <message>
        <source>Search all documents</source>
        <translation>搜索全部文档</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>New document (Ctrl+N)</source>
        <translation>新文档（Ctrl+N）</translation>
    </message>
    <message>
        <source>Delete this document (Del)</source>
        <translation>删除此文档（Del）</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Your documents will be here.</source>
        <translation>您的文档会显示在这里。</translation>
    </message>
</context>
<context>
    <name>DocumentTable</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Translating</source>
        <translation>正在翻译</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Translated</source>
        <translation>已翻译</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>subtitles (SRT, VTT)</source>
        <translation>字幕（SRT、VTT）</translation>
    </message>
    <message>
        <source>gettext (PO)</source>
        <translation>gettext（PO）</translation>
    </message>
    <message>
        <source>PDF (only its text)</source>
        <translation>PDF（仅文字）</translation>
    </message>
    <message>
        <source>into {language}</source>
        <translation>译成{language}</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>剩余约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>剩余约 {hours} 小时</translation>
    </message>
    <message>
        <source>{count} segment</source>
        <translation>{count} 个句段</translation>
    </message>
    <message>
        <source>{count} segments</source>
        <translation>{count} 个句段</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 个等待翻译</translation>
    </message>
    <message>
        <source>{count} needs a look</source>
        <translation>{count} 个需要检查</translation>
    </message>
    <message>
        <source>{count} need a look</source>
        <translation>{count} 个需要检查</translation>
    </message>
    <message>
        <source>{count} edited</source>
        <translation>{count} 个已修改</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the things of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>There is no translation.</source>
        <translation>没有译文。</translation>
    </message>
    <message>
        <source>“{source}” should be “{target}”.</source>
        <translation>“{source}”应译为“{target}”。</translation>
    </message>
    <message>
        <source>The formatting mark {marks} is missing.</source>
        <translation>缺少格式标记 {marks}。</translation>
    </message>
    <message>
        <source>The formatting mark {marks} is too much.</source>
        <translation>多了格式标记 {marks}。</translation>
    </message>
</context>
<context>
    <name>DocumentsTab</name>
    <message>
        <source>Filter the documents</source>
        <translation>筛选文档</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>从列表移除</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Deletes what was fetched of it</source>
        <translation>删除已下载的部分</translation>
    </message>
    <message>
        <source>Use for support and writing</source>
        <translation>用于客服和写作</translation>
    </message>
    <message>
        <source>Use for translation</source>
        <translation>用于翻译</translation>
    </message>
    <message>
        <source>Use for search by meaning</source>
        <translation>用于语义检索</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Waits for the one before it</source>
        <translation>等待前一个完成</translation>
    </message>
    <message>
        <source>Asking what there is…</source>
        <translation>正在查询有哪些文件…</translation>
    </message>
    <message>
        <source>Looking for what this computer has already…</source>
        <translation>正在查找这台电脑上已有的文件…</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>正在下载…</translation>
    </message>
    <message>
        <source>Looking at the model…</source>
        <translation>正在检查模型…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>没有成功</translation>
    </message>
    <message>
        <source>Whole and checked</source>
        <translation>完整且已核对</translation>
    </message>
    <message>
        <source>{done} of {total} · {percent} %</source>
        <translation>{done} / {total} · {percent} %</translation>
    </message>
    <message>
        <source>{speed} a second</source>
        <translation>每秒 {speed}</translation>
    </message>
    <message>
        <source>{speed}, {time} left</source>
        <translation>{speed}，还需{time}</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation>约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>about {hours} h</source>
        <translation>约 {hours} 小时</translation>
    </message>
</context>
<context>
    <name>DraftFoot</name>
    <message>
        <source>Progress of drafting</source>
        <translation>起草进度</translation>
    </message>
    <message>
        <source>Draft all</source>
        <translation>全部起草</translation>
    </message>
    <message>
        <source>Draft this section</source>
        <translation>起草这一节</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on drafting</source>
        <translation>继续起草</translation>
    </message>
    <message>
        <source>Revise this section</source>
        <translation>修订这一节</translation>
    </message>
    <message>
        <source>Writing {number} of {total}: {heading}</source>
        <translation>正在写第 {number} 节，共 {total} 节：{heading}</translation>
    </message>
    <message>
        <source>{count} of {total} sections are written or locked</source>
        <translation>{total} 节中有 {count} 节已写好或已锁定</translation>
    </message>
    <message>
        <source>A model is needed to draft; none is loaded yet.</source>
        <translation>起草需要模型，目前还没有加载。</translation>
    </message>
    <message>
        <source>This model is too small to draft. Choose a larger one under Models. The outline can be made and edited without it.</source>
        <translation>这个模型太小，不能起草。请在“模型”页选择更大的模型。没有它也可以编写和修改提纲。</translation>
    </message>
</context>
<context>
    <name>DraftHead</name>
    <message>
        <source>Tone</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>Tone of the reply</source>
        <translation>回复的语气</translation>
    </message>
    <message>
        <source>&amp;Quotes only</source>
        <translation>仅引用(&amp;Q)</translation>
    </message>
    <message>
        <source>Answer with the documents&apos; own sentences, no model</source>
        <translation>只用文档中的原句回答，不用模型</translation>
    </message>
    <message>
        <source>&amp;Suggest</source>
        <translation>建议回复(&amp;S)</translation>
    </message>
    <message>
        <source>Stop writing (Esc)</source>
        <translation>停止书写 (Esc)</translation>
    </message>
    <message>
        <source>Written by you</source>
        <translation>由您书写</translation>
    </message>
    <message>
        <source>Not in the documents: ask back or hand over</source>
        <translation>文档中没有：请追问或转交</translation>
    </message>
    <message>
        <source>Written by the model and checked</source>
        <translation>由模型书写并已核对</translation>
    </message>
    <message>
        <source>Quoted from the documents</source>
        <translation>引自文档</translation>
    </message>
    <message>
        <source>From 0 to 1: how probable it is that the documents answer this, how much of the text they support, and how sure the model was of its words.</source>
        <translation>0 到 1：文档能回答此问题的可能性、文字有多少得到文档支持，以及模型对用词的把握。</translation>
    </message>
    <message>
        <source>&amp;Suggest again</source>
        <translation>重新建议(&amp;S)</translation>
    </message>
</context>
<context>
    <name>DraftPanel</name>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Write the reply, or press / for a canned one. Suggest lets the desk draft it.</source>
        <translation>书写回复，或按 / 插入常用回复；“建议回复”可自动起草。</translation>
    </message>
    <message>
        <source>Being written, not yet checked</source>
        <translation>正在书写，尚未核对</translation>
    </message>
    <message>
        <source>Fields of the canned reply</source>
        <translation>常用回复的字段</translation>
    </message>
    <message>
        <source>Ca&amp;nned…</source>
        <translation>常用回复(&amp;N)…</translation>
    </message>
    <message>
        <source>Insert a canned reply (/)</source>
        <translation>插入常用回复 (/)</translation>
    </message>
    <message>
        <source>&amp;Translate for the customer</source>
        <translation>为客户翻译(&amp;T)</translation>
    </message>
    <message>
        <source>Make a t&amp;est</source>
        <translation>存为测试(&amp;E)</translation>
    </message>
    <message>
        <source>Put the reply right, then keep what it says as a test of later replies</source>
        <translation>先把回复改对，再把其中的内容存为以后回复的测试</translation>
    </message>
    <message>
        <source>&amp;Copy for the customer</source>
        <translation>复制给客户(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the reply, notes it in the thread and lets the case wait (Ctrl+Shift+C)</source>
        <translation>复制回复，记入对话，并将工单设为等待 (Ctrl+Shift+C)</translation>
    </message>
</context>
<context>
    <name>DraftPart</name>
    <message>
        <source>Long documents</source>
        <translation>长文档</translation>
    </message>
    <message>
        <source>Outline and draft</source>
        <translation>提纲与起草</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>The outline is a ready-made one</source>
        <translation>这是一份现成的提纲</translation>
    </message>
    <message>
        <source>The model could make none of what you wrote, or is too small. Edit it.</source>
        <translation>模型没能根据您写的内容列出提纲，或者模型太小。请自行修改。</translation>
    </message>
    <message>
        <source>The document has no headings yet</source>
        <translation>文档里还没有标题</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The outline is another one now</source>
        <translation>提纲已经更换</translation>
    </message>
</context>
<context>
    <name>Drafter</name>
    <message>
        <source>You wrote or locked this section meanwhile.</source>
        <translation>在此期间您写了或锁定了这一节。</translation>
    </message>
    <message>
        <source>Draft: {heading}</source>
        <translation>起草：{heading}</translation>
    </message>
</context>
<context>
    <name>Drafting</name>
    <message>
        <source>There is no knowledge base to answer from.</source>
        <translation>还没有可供回答的知识库。</translation>
    </message>
    <message>
        <source>Add documents on the Knowledge page, or write the reply yourself.</source>
        <translation>请在“知识库”页添加文档，或自己书写回复。</translation>
    </message>
    <message>
        <source>Searching the documents…</source>
        <translation>正在检索文档…</translation>
    </message>
    <message>
        <source>Being written, not yet checked</source>
        <translation>正在书写，尚未核对</translation>
    </message>
    <message>
        <source>There is no reply to copy yet.</source>
        <translation>还没有可复制的回复。</translation>
    </message>
    <message>
        <source>The draft was changed after it was translated.</source>
        <translation>草稿在翻译之后改动过。</translation>
    </message>
    <message>
        <source>Translate it again, so that the customer gets what you wrote.</source>
        <translation>请重新翻译，使客户看到的与您写的一致。</translation>
    </message>
    <message>
        <source>Fill in the fields first: {fields}</source>
        <translation>请先填写字段：{fields}</translation>
    </message>
    <message>
        <source>Not written yet</source>
        <translation>尚未写</translation>
    </message>
    <message>
        <source>Drafted</source>
        <translation>已起草</translation>
    </message>
    <message>
        <source>Your own text</source>
        <translation>您自己的文字</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>{status}, but what belongs in it has changed</source>
        <translation>{status}，但内容要求已更改</translation>
    </message>
    <message>
        <source>The model wrote in another language, twice. Nothing was put in. Try another model.</source>
        <translation>模型两次都用了别的语言，没有写入任何内容。请换一个模型。</translation>
    </message>
    <message>
        <source>What the model gave is no text for this section. Nothing was put in. Try a larger model, or say more about what belongs in it.</source>
        <translation>模型给出的内容不能用作这一节的正文，没有写入任何内容。请换用更大的模型，或者把内容要求写得更具体。</translation>
    </message>
    <message>
        <source>The model began in another language and was asked again.</source>
        <translation>模型起初用了别的语言，已重新请求一次。</translation>
    </message>
    <message>
        <source>The model began to say the same again and was stopped; its repeats are left out.</source>
        <translation>模型开始重复同样的话，已停止；重复的部分没有写入。</translation>
    </message>
    <message>
        <source>The answer came to its longest and was cut after its last whole sentence.</source>
        <translation>回答达到了最大长度，在最后一个完整的句子处截断。</translation>
    </message>
    <message>
        <source>The model would change nothing.</source>
        <translation>模型认为不需要修改。</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>They are translated on this computer and keep their layout. You can review every sentence.
{formats}</source>
        <translation>文档在本机翻译，版式保持不变，每一句都可以审校。
{formats}</translation>
    </message>
    <message>
        <source>Drop documents here</source>
        <translation>把文档拖到这里</translation>
    </message>
    <message>
        <source>Open documents…</source>
        <translation>打开文档…</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The engine is off</source>
        <translation>引擎已关闭</translation>
    </message>
    <message>
        <source>Starting the engine…</source>
        <translation>正在启动引擎…</translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation>没有加载模型</translation>
    </message>
    <message>
        <source>Reading for the search by meaning · {model}</source>
        <translation>正在为语义检索读取内容 · {model}</translation>
    </message>
    <message>
        <source>Generating · {speed} tokens/s · {model}</source>
        <translation>正在生成 · {speed} 词元/秒 · {model}</translation>
    </message>
    <message>
        <source>Ready · {model}</source>
        <translation>就绪 · {model}</translation>
    </message>
    <message>
        <source>Preparing the engine… {percent}</source>
        <translation>正在准备引擎… {percent}</translation>
    </message>
    <message>
        <source>Warming up the model…</source>
        <translation>正在预热模型…</translation>
    </message>
    <message>
        <source>Loading the model… {percent}</source>
        <translation>正在加载模型… {percent}</translation>
    </message>
    <message>
        <source>Starter (tiny, for trying things out)</source>
        <translation>入门模型（很小，仅供试用）</translation>
    </message>
    <message>
        <source>{bits} bits (GGUF {name})</source>
        <translation>{bits} 位（GGUF {name}）</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>4 bits (NF4)</source>
        <translation>4 位（NF4）</translation>
    </message>
    <message>
        <source>4 bits (FP4)</source>
        <translation>4 位（FP4）</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Term</source>
        <translation>用词</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>with a semicolon between them</source>
        <translation>用分号隔开</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>A new entry (Escape)</source>
        <translation>新的一条（Esc）</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>What is true of it</source>
        <translation>事实内容</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>as the word itself</source>
        <translation>与原词相同</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Not</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Try again. If it happens again, restart the engine in the settings.</source>
        <translation>请重试。如果再次发生，请重新启动引擎。</translation>
    </message>
    <message>
        <source>Choose another model on the Models page.</source>
        <translation>请在“模型”页选择另一个模型。</translation>
    </message>
    <message>
        <source>Something went wrong inside Nibble</source>
        <translation>Nibble 内部出错</translation>
    </message>
    <message>
        <source>This is a fault of the program, not of your text.</source>
        <translation>这是程序的问题，与您的文本无关。</translation>
    </message>
    <message>
        <source>The window and the engine did not understand each other</source>
        <translation>窗口与引擎之间的通信出错</translation>
    </message>
    <message>
        <source>They may come from two different versions of Nibble.</source>
        <translation>它们可能来自不同版本的 Nibble。</translation>
    </message>
    <message>
        <source>Restart Nibble. If that does not help, install it again.</source>
        <translation>请重新启动 Nibble；如果仍有问题，请重新安装。</translation>
    </message>
    <message>
        <source>This cannot be done as asked</source>
        <translation>无法按要求执行</translation>
    </message>
    <message>
        <source>The request has a part that cannot be used: {what}.</source>
        <translation>请求中有无法使用的部分：{what}。</translation>
    </message>
    <message>
        <source>Check what you entered and try again.</source>
        <translation>请检查输入后重试。</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly</source>
        <translation>引擎意外停止</translation>
    </message>
    <message>
        <source>It ended with {how}. What was written so far is kept.</source>
        <translation>结束方式：{how}。已写出的内容已保留。</translation>
    </message>
    <message>
        <source>A new engine is started for you. Then try again.</source>
        <translation>新的引擎会自动启动，之后请重试。</translation>
    </message>
    <message>
        <source>The engine does not stay running</source>
        <translation>引擎无法保持运行</translation>
    </message>
    <message>
        <source>The last attempt ended with {how}.</source>
        <translation>最近一次的结束方式：{how}。</translation>
    </message>
    <message>
        <source>Choose a smaller model or fewer bits, then restart the engine.</source>
        <translation>请选择更小的模型或更少的位数，然后重新启动引擎。</translation>
    </message>
    <message>
        <source>The model cannot be used</source>
        <translation>无法使用该模型</translation>
    </message>
    <message>
        <source>Something is wrong with the model in {path}.</source>
        <translation>{path} 中的模型有问题。</translation>
    </message>
    <message>
        <source>The model was not found</source>
        <translation>找不到模型</translation>
    </message>
    <message>
        <source>There is no model in {path}.</source>
        <translation>{path} 中没有模型。</translation>
    </message>
    <message>
        <source>Check that the folder is there, or choose another model.</source>
        <translation>请确认文件夹存在，或选择另一个模型。</translation>
    </message>
    <message>
        <source>The model is damaged or incomplete</source>
        <translation>模型已损坏或不完整</translation>
    </message>
    <message>
        <source>The file {file} in {path} cannot be read.</source>
        <translation>无法读取 {path} 中的文件 {file}。</translation>
    </message>
    <message>
        <source>Get the model again, or choose another one.</source>
        <translation>请重新获取该模型，或选择另一个。</translation>
    </message>
    <message>
        <source>The model was not loaded, to keep your computer safe</source>
        <translation>为保护您的电脑，未加载该模型</translation>
    </message>
    <message>
        <source>The model in {path} brings program code or a file format that can hide it.</source>
        <translation>{path} 中的模型带有程序代码，或使用了可能隐藏代码的文件格式。</translation>
    </message>
    <message>
        <source>Choose a model in the safetensors format without own code.</source>
        <translation>请选择 safetensors 格式、不带自有代码的模型。</translation>
    </message>
    <message>
        <source>This kind of model is not supported</source>
        <translation>不支持这种模型</translation>
    </message>
    <message>
        <source>Nibble does not know the kind of the model in {path}.</source>
        <translation>Nibble 不认识 {path} 中的模型类型。</translation>
    </message>
    <message>
        <source>The model was not loaded: a file leads out of its folder</source>
        <translation>模型未加载：有文件指向了文件夹之外</translation>
    </message>
    <message>
        <source>{file} in {path} points to files in another place.</source>
        <translation>{path} 中的 {file} 指向了别处的文件。</translation>
    </message>
    <message>
        <source>Get the model again from a source you trust, or copy the real file there.</source>
        <translation>请从可信的来源重新获取模型，或把真正的文件复制到该处。</translation>
    </message>
    <message>
        <source>The model was not loaded: something there is no file</source>
        <translation>模型未加载：其中有的不是文件</translation>
    </message>
    <message>
        <source>{file} in {path} is a folder, a pipe or a device.</source>
        <translation>{path} 中的 {file} 是文件夹、管道或设备。</translation>
    </message>
    <message>
        <source>Get the model again from a source you trust.</source>
        <translation>请从可信的来源重新获取模型。</translation>
    </message>
    <message>
        <source>The model was not loaded: a file is far too big</source>
        <translation>模型未加载：有文件过大</translation>
    </message>
    <message>
        <source>{file} in {path} is bigger than that of any known model.</source>
        <translation>{path} 中的 {file} 比任何已知模型的都大。</translation>
    </message>
    <message>
        <source>The model was not loaded: its numbers cannot be true</source>
        <translation>模型未加载：其中的数字不可能属实</translation>
    </message>
    <message>
        <source>{file} in {path} describes a model that does not belong to the weights.</source>
        <translation>{path} 中的 {file} 所描述的模型与权重不符。</translation>
    </message>
    <message>
        <source>The model&apos;s chat template cannot be used</source>
        <translation>无法使用该模型的对话模板</translation>
    </message>
    <message>
        <source>The template in {path} fails, or takes too much time or memory.</source>
        <translation>{path} 中的模板出错，或占用过多时间或内存。</translation>
    </message>
    <message>
        <source>Nibble leaves this folder alone</source>
        <translation>Nibble 不会动这个文件夹</translation>
    </message>
    <message>
        <source>{path} is no model in Nibble&apos;s own folder, which is {home}.</source>
        <translation>{path} 不是 Nibble 自己的文件夹（{home}）中的模型。</translation>
    </message>
    <message>
        <source>Remove or move it with the program that put it there.</source>
        <translation>请用当初放置它的程序来删除或移动。</translation>
    </message>
    <message>
        <source>The model was not moved</source>
        <translation>模型未移动</translation>
    </message>
    <message>
        <source>There is something at {path} already.</source>
        <translation>{path} 处已有内容。</translation>
    </message>
    <message>
        <source>Choose another place, or remove what is there.</source>
        <translation>请换一个位置，或先移走那里的内容。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>{path} needs {needed} GB more, and {free} GB are free.</source>
        <translation>{path} 还需要 {needed} GB，目前可用 {free} GB。</translation>
    </message>
    <message>
        <source>Make room or choose another disk, then try again.</source>
        <translation>请腾出空间或换一个磁盘，然后重试。</translation>
    </message>
    <message>
        <source>This setting is not possible here</source>
        <translation>此处无法使用该设置</translation>
    </message>
    <message>
        <source>The level “{level}” cannot be had on the device “{device}”.</source>
        <translation>设备“{device}”不支持级别“{level}”。</translation>
    </message>
    <message>
        <source>Choose another number of bits or another device.</source>
        <translation>请选择其他位数或其他设备。</translation>
    </message>
    <message>
        <source>This device is not available</source>
        <translation>该设备不可用</translation>
    </message>
    <message>
        <source>The device “{device}” cannot be used on this computer.</source>
        <translation>这台电脑无法使用设备“{device}”。</translation>
    </message>
    <message>
        <source>Set the device to “automatic” in the settings.</source>
        <translation>请在设置中把设备改为“自动”。</translation>
    </message>
    <message>
        <source>This model comes with one number of bits only</source>
        <translation>这个模型只有一种位数</translation>
    </message>
    <message>
        <source>The folder {path} holds weights that were rounded already, no full ones.</source>
        <translation>文件夹 {path} 里只有已经量化的权重，没有完整的权重。</translation>
    </message>
    <message>
        <source>Get the full model to compare it with fewer bits.</source>
        <translation>要比较不同的位数，请先获取完整的模型。</translation>
    </message>
    <message>
        <source>Loading can be measured only with a 16-bit model</source>
        <translation>只有 16 位模型才能测量加载时间</translation>
    </message>
    <message>
        <source>Name the folder of a full model with --model.</source>
        <translation>请用 --model 指定一个完整模型的文件夹。</translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation>没有加载模型</translation>
    </message>
    <message>
        <source>This work needs a model, and none is there yet.</source>
        <translation>这项工作需要模型，但还没有加载。</translation>
    </message>
    <message>
        <source>Load a model on the Models page, then try again.</source>
        <translation>请在“模型”页加载模型后重试。</translation>
    </message>
    <message>
        <source>The model cannot translate between these languages</source>
        <translation>该模型不能在这两种语言之间翻译</translation>
    </message>
    <message>
        <source>It does not know the way from “{source}” to “{target}”.</source>
        <translation>它不支持从“{source}”到“{target}”的翻译。</translation>
    </message>
    <message>
        <source>Choose other languages or another translation model.</source>
        <translation>请选择其他语言或其他翻译模型。</translation>
    </message>
    <message>
        <source>The text is too long for this model</source>
        <translation>文本超出该模型的长度</translation>
    </message>
    <message>
        <source>It has {tokens} tokens, and there is room for {context}.</source>
        <translation>文本有 {tokens} 个词元，最多可容纳 {context} 个。</translation>
    </message>
    <message>
        <source>Use a shorter text, or a longer context in the settings.</source>
        <translation>请缩短文本，或在设置中增大上下文长度。</translation>
    </message>
    <message>
        <source>This model takes too few tokens for the measurement</source>
        <translation>这个模型能接受的词元太少，无法测量</translation>
    </message>
    <message>
        <source>{tokens} tokens are needed, and it takes {context}.</source>
        <translation>需要 {tokens} 个词元，而它只能接受 {context} 个。</translation>
    </message>
    <message>
        <source>Give fewer with --context, or another model with --model.</source>
        <translation>请用 --context 减少词元数，或用 --model 换一个模型。</translation>
    </message>
    <message>
        <source>There is nothing to compare the figure with</source>
        <translation>没有可以与这个数字对照的基线</translation>
    </message>
    <message>
        <source>The measurement “{kind}” has no baseline, and is not shown without one.</source>
        <translation>测量“{kind}”缺少基线，没有基线就不显示。</translation>
    </message>
    <message>
        <source>Measure again.</source>
        <translation>请重新测量。</translation>
    </message>
    <message>
        <source>This is a GGUF file, and what runs it is not installed</source>
        <translation>这是 GGUF 文件，而运行它的组件没有安装</translation>
    </message>
    <message>
        <source>GGUF models run on llama.cpp, an extra that Nibble does not bring along.</source>
        <translation>GGUF 模型由 llama.cpp 运行，Nibble 不自带这个可选组件。</translation>
    </message>
    <message>
        <source>Install it into Nibble&apos;s environment (it builds for some minutes): pip install &quot;nibble-desk[gguf]&quot;. Or take the model in the safetensors format.</source>
        <translation>请把它装进 Nibble 的环境（需编译几分钟）：pip install &quot;nibble-desk[gguf]&quot;。或者改用 safetensors 格式的模型。</translation>
    </message>
    <message>
        <source>There is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>The memory of the device “{device}” is full.</source>
        <translation>设备“{device}”的内存已满。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or fewer bits.</source>
        <translation>请关闭其他程序，或选择更小的模型或更少的位数。</translation>
    </message>
    <message>
        <source>About {needed} GB are needed and {free} GB are free.</source>
        <translation>大约需要 {needed} GB，可用 {free} GB。</translation>
    </message>
    <message>
        <source>Choose {bits} bits in the settings: that takes about {less} GB.</source>
        <translation>请在设置中选择 {bits} 位：大约占用 {less} GB。</translation>
    </message>
    <message>
        <source>The device reported a fault</source>
        <translation>设备报告故障</translation>
    </message>
    <message>
        <source>The device “{device}” cannot go on with this engine.</source>
        <translation>设备“{device}”无法继续使用当前引擎。</translation>
    </message>
    <message>
        <source>A file could not be read or written</source>
        <translation>无法读取或写入文件</translation>
    </message>
    <message>
        <source>The trouble is with {path}: {reason}.</source>
        <translation>出问题的是 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Check the free space and your rights there, then try again.</source>
        <translation>请检查可用空间和权限后重试。</translation>
    </message>
    <message>
        <source>The document cannot be used</source>
        <translation>无法使用该文档</translation>
    </message>
    <message>
        <source>Something is wrong with {path}.</source>
        <translation>{path} 有问题。</translation>
    </message>
    <message>
        <source>Choose another document.</source>
        <translation>请选择其他文档。</translation>
    </message>
    <message>
        <source>This kind of document is not supported</source>
        <translation>不支持这种文档</translation>
    </message>
    <message>
        <source>The file {path} is in no format that Nibble reads, or not in the one its name says.</source>
        <translation>文件 {path} 的格式 Nibble 无法读取，或与其扩展名不符。</translation>
    </message>
    <message>
        <source>Save it as one of the formats in the list, such as docx or txt.</source>
        <translation>请将其另存为列表中的格式，例如 docx 或 txt。</translation>
    </message>
    <message>
        <source>The document cannot be opened</source>
        <translation>无法打开该文档</translation>
    </message>
    <message>
        <source>The file {path} could not be read: {reason}.</source>
        <translation>无法读取文件 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Check that the file is there and that you may read it.</source>
        <translation>请确认文件存在，并且您有权读取。</translation>
    </message>
    <message>
        <source>The document is damaged</source>
        <translation>文档已损坏</translation>
    </message>
    <message>
        <source>The file {path} breaks the rules of its format.</source>
        <translation>文件 {path} 不符合其格式规范。</translation>
    </message>
    <message>
        <source>Open it in the program it comes from, save it again, then try again.</source>
        <translation>请在创建它的程序中打开并重新保存，然后再试。</translation>
    </message>
    <message>
        <source>The document is protected</source>
        <translation>文档受保护</translation>
    </message>
    <message>
        <source>The file {path} opens only with a password or a licence.</source>
        <translation>文件 {path} 需要密码或授权才能打开。</translation>
    </message>
    <message>
        <source>Save a copy without protection, then try that one.</source>
        <translation>请另存一份不受保护的副本，再用该副本重试。</translation>
    </message>
    <message>
        <source>The document is too big</source>
        <translation>文档太大</translation>
    </message>
    <message>
        <source>Reading {path} would take more memory than is allowed for one document.</source>
        <translation>读取 {path} 所需的内存超过了单个文档的上限。</translation>
    </message>
    <message>
        <source>Split the document into smaller ones.</source>
        <translation>请把文档拆分成较小的几个。</translation>
    </message>
    <message>
        <source>Reading the document took too long</source>
        <translation>读取文档用时过长</translation>
    </message>
    <message>
        <source>The file {path} was not read within {seconds} seconds.</source>
        <translation>文件 {path} 未能在 {seconds} 秒内读完。</translation>
    </message>
    <message>
        <source>Split the document into smaller ones, or save it again and try that one.</source>
        <translation>请把文档拆分成较小的几个，或重新保存后再试。</translation>
    </message>
    <message>
        <source>There is no text to translate</source>
        <translation>没有可翻译的文字</translation>
    </message>
    <message>
        <source>Nothing in {path} can be translated. Pages that were scanned are pictures.</source>
        <translation>{path} 中没有可以翻译的内容。扫描的页面只是图片。</translation>
    </message>
    <message>
        <source>Choose a document with text in it.</source>
        <translation>请选择含有文字的文档。</translation>
    </message>
    <message>
        <source>The characters of the document cannot be read</source>
        <translation>无法识别文档中的字符</translation>
    </message>
    <message>
        <source>The file {path} is neither in Unicode nor in GB 18030.</source>
        <translation>文件 {path} 既不是 Unicode 编码，也不是 GB 18030 编码。</translation>
    </message>
    <message>
        <source>Save the file as UTF-8, then try again.</source>
        <translation>请将文件另存为 UTF-8 后再试。</translation>
    </message>
    <message>
        <source>The knowledge base cannot be used</source>
        <translation>知识库无法使用</translation>
    </message>
    <message>
        <source>Try again, or make the knowledge base anew.</source>
        <translation>请重试，或重新建立知识库。</translation>
    </message>
    <message>
        <source>The knowledge base is in use</source>
        <translation>知识库正在使用中</translation>
    </message>
    <message>
        <source>Another window or command works with {path}.</source>
        <translation>另一个窗口或命令正在使用 {path}。</translation>
    </message>
    <message>
        <source>Close it there, then try again.</source>
        <translation>请先在那里关闭，然后重试。</translation>
    </message>
    <message>
        <source>The knowledge base cannot be opened</source>
        <translation>知识库打不开</translation>
    </message>
    <message>
        <source>{path} is damaged, or was made by a later version of Nibble.</source>
        <translation>{path} 已损坏，或由更新版本的 Nibble 建立。</translation>
    </message>
    <message>
        <source>Import its documents again. The documents themselves are untouched.</source>
        <translation>请重新导入文档。文档本身没有改动。</translation>
    </message>
    <message>
        <source>The file of messages cannot be read</source>
        <translation>无法读取消息文件</translation>
    </message>
    <message>
        <source>{path} is damaged, too big, of another kind, or has no column of messages.</source>
        <translation>{path}已损坏、过大、类型不符，或者没有消息列。</translation>
    </message>
    <message>
        <source>Choose a CSV, JSON, EML or MBOX file of up to 64 MB. A table needs a column that is called text.</source>
        <translation>请选择不超过64 MB的CSV、JSON、EML或MBOX文件。表格需要有一列名为text（或“内容”）。</translation>
    </message>
    <message>
        <source>The file of terms or translations cannot be read</source>
        <translation>无法读取术语或翻译记忆文件</translation>
    </message>
    <message>
        <source>{path} is damaged, of another kind, or without the two languages.</source>
        <translation>{path} 已损坏、类型不符，或不包含所需的两种语言。</translation>
    </message>
    <message>
        <source>Choose a CSV, TSV, TBX or TMX file that has the languages of your work.</source>
        <translation>请选择包含您工作语言的 CSV、TSV、TBX 或 TMX 文件。</translation>
    </message>
    <message>
        <source>The file was not read, to keep your computer safe</source>
        <translation>为了您计算机的安全，未读取该文件</translation>
    </message>
    <message>
        <source>{path} declares entities, which can fill the memory or read other files.</source>
        <translation>{path} 声明了实体，这可能占满内存或读取其他文件。</translation>
    </message>
    <message>
        <source>Export it again from the program that it comes from.</source>
        <translation>请在创建它的程序中重新导出。</translation>
    </message>
    <message>
        <source>The table cannot be read</source>
        <translation>无法读取表格</translation>
    </message>
    <message>
        <source>{path} is empty, damaged, too large or of another kind.</source>
        <translation>{path} 为空、已损坏、过大或不是表格文件。</translation>
    </message>
    <message>
        <source>Save it again as CSV, XLSX or JSONL, then try again.</source>
        <translation>请另存为 CSV、XLSX 或 JSONL，然后重试。</translation>
    </message>
    <message>
        <source>No column of the table is known to hold the messages</source>
        <translation>无法判断表格的哪一列是消息</translation>
    </message>
    <message>
        <source>{path} has these columns: {columns}.</source>
        <translation>{path} 有这些列：{columns}。</translation>
    </message>
    <message>
        <source>Say which of them holds the messages.</source>
        <translation>请指明哪一列是消息。</translation>
    </message>
    <message>
        <source>Some fields are still empty</source>
        <translation>还有字段没有填写</translation>
    </message>
    <message>
        <source>The text needs: {fields}.</source>
        <translation>还需要填写：{fields}。</translation>
    </message>
    <message>
        <source>Fill them in, then try again.</source>
        <translation>请填写后再试。</translation>
    </message>
    <message>
        <source>A field has something else than it asks for</source>
        <translation>有字段填写的内容不符合要求</translation>
    </message>
    <message>
        <source>The field “{field}” is of the kind “{kind}”.</source>
        <translation>字段“{field}”的类型是“{kind}”。</translation>
    </message>
    <message>
        <source>Change what is in it, then try again.</source>
        <translation>请修改后再试。</translation>
    </message>
    <message>
        <source>The file of replies cannot be read</source>
        <translation>无法读取回复文件</translation>
    </message>
    <message>
        <source>{path} is damaged, too large, or without columns for title and text.</source>
        <translation>{path} 已损坏、过大，或缺少标题列和正文列。</translation>
    </message>
    <message>
        <source>Choose a TOML, CSV or TSV file that was exported from Nibble or made like one.</source>
        <translation>请选择由 Nibble 导出的或格式相同的 TOML、CSV 或 TSV 文件。</translation>
    </message>
    <message>
        <source>The file of the action cannot be used</source>
        <translation>这个操作文件不能使用</translation>
    </message>
    <message>
        <source>{path} is no TOML file, is larger than 64 KB, lacks a name or a request with a place for the text, or describes one of its fields wrongly.</source>
        <translation>{path} 不是 TOML 文件、超过 64 KB、缺少名称、要求里没有放文字的位置，或者其中某个字段写得不对。</translation>
    </message>
    <message>
        <source>Mend the file, or make one in Nibble and export it to see the form.</source>
        <translation>请修改这个文件；也可以在 Nibble 里新建一个操作再导出，看看格式是怎样的。</translation>
    </message>
    <message>
        <source>The model could not be got</source>
        <translation>没能获取模型</translation>
    </message>
    <message>
        <source>Something went wrong while {repository} was downloaded.</source>
        <translation>下载 {repository} 时出了问题。</translation>
    </message>
    <message>
        <source>Try again: it goes on where it was.</source>
        <translation>请重试：会从上次的位置继续。</translation>
    </message>
    <message>
        <source>There is no such model</source>
        <translation>没有这个模型</translation>
    </message>
    <message>
        <source>No source has the model {repository} at the revision {revision}.</source>
        <translation>任何来源都没有模型 {repository} 的版本 {revision}。</translation>
    </message>
    <message>
        <source>Check how its name is written: owner/name, as on its page.</source>
        <translation>请检查名称的写法：所有者/名称，与其页面上的一致。</translation>
    </message>
    <message>
        <source>The model is not open to everyone</source>
        <translation>这个模型并非对所有人开放</translation>
    </message>
    <message>
        <source>The hub gives {repository} only to people whom it knows, or there is no such model.</source>
        <translation>模型站只向它认识的人提供 {repository}，或者没有这个模型。</translation>
    </message>
    <message>
        <source>Accept its licence on its page, and put your token into the variable HF_TOKEN.</source>
        <translation>请在其页面上接受许可协议，并把您的令牌放进环境变量 HF_TOKEN。</translation>
    </message>
    <message>
        <source>The model was not downloaded</source>
        <translation>没有下载这个模型</translation>
    </message>
    <message>
        <source>{repository} is not a model that Nibble can use safely: {file}.</source>
        <translation>{repository} 不是 Nibble 能安全使用的模型：{file}。</translation>
    </message>
    <message>
        <source>Choose another model, in the safetensors format.</source>
        <translation>请选择另一个 safetensors 格式的模型。</translation>
    </message>
    <message>
        <source>The model wants to run code of its own</source>
        <translation>这个模型要运行自带的代码</translation>
    </message>
    <message>
        <source>The file {file} of {repository} names program code that would run on your computer.</source>
        <translation>{repository} 的文件 {file} 指定了会在您的电脑上运行的程序代码。</translation>
    </message>
    <message>
        <source>Choose a model without code of its own, often one of the same makers.</source>
        <translation>请选择不带代码的模型，同一作者往往就有。</translation>
    </message>
    <message>
        <source>The model has only files that can hide code</source>
        <translation>这个模型只有可能藏有代码的文件</translation>
    </message>
    <message>
        <source>{repository} has weights as pickles, such as {file}, and none as safetensors.</source>
        <translation>{repository} 的权重是 pickle 文件（例如 {file}），没有 safetensors 格式的。</translation>
    </message>
    <message>
        <source>Choose a model in the safetensors format.</source>
        <translation>请选择 safetensors 格式的模型。</translation>
    </message>
    <message>
        <source>The model is in another format</source>
        <translation>这个模型是另一种格式</translation>
    </message>
    <message>
        <source>{repository} has GGUF files only, which are not downloaded here.</source>
        <translation>{repository} 只有 GGUF 文件，这里不下载这种文件。</translation>
    </message>
    <message>
        <source>Choose the model that it was made from, in the safetensors format.</source>
        <translation>请选择制作它所用的原模型，safetensors 格式。</translation>
    </message>
    <message>
        <source>The model is not complete</source>
        <translation>这个模型不完整</translation>
    </message>
    <message>
        <source>{repository} lacks weights or settings that a model needs, or they cannot be read.</source>
        <translation>{repository} 缺少模型所需的权重或设置，或者它们无法读取。</translation>
    </message>
    <message>
        <source>Choose another model. A part of a model, such as an adapter, is none by itself.</source>
        <translation>请选择另一个模型。适配器之类的部件本身不是模型。</translation>
    </message>
    <message>
        <source>The model has file names that could do harm</source>
        <translation>这个模型的文件名可能造成危害</translation>
    </message>
    <message>
        <source>A file of {repository} could be written outside its folder by its name: {file}.</source>
        <translation>{repository} 中有文件的名称可能使它写到文件夹之外：{file}。</translation>
    </message>
    <message>
        <source>Do not use this model.</source>
        <translation>请不要使用这个模型。</translation>
    </message>
    <message>
        <source>The folder has links in place of files</source>
        <translation>文件夹里有代替文件的链接</translation>
    </message>
    <message>
        <source>The file {file} of {repository} is a link that can lead anywhere.</source>
        <translation>{repository} 的文件 {file} 是一个可能指向任何地方的链接。</translation>
    </message>
    <message>
        <source>Copy the model&apos;s files themselves into a folder, then try again.</source>
        <translation>请把模型文件本身复制到一个文件夹，然后重试。</translation>
    </message>
    <message>
        <source>A file of the model is far too big</source>
        <translation>这个模型有一个文件大得离谱</translation>
    </message>
    <message>
        <source>The file {file} of {repository} is many times as big as such a file ever is.</source>
        <translation>{repository} 的文件 {file} 比这类文件正常的大小大出许多倍。</translation>
    </message>
    <message>
        <source>The model cannot be checked</source>
        <translation>这个模型无法核对</translation>
    </message>
    <message>
        <source>The list of files of {repository} is damaged, or gives no hash for some of them.</source>
        <translation>{repository} 的文件列表已损坏，或者有的文件没有哈希值。</translation>
    </message>
    <message>
        <source>Get it from another source.</source>
        <translation>请从另一个来源获取。</translation>
    </message>
    <message>
        <source>The model was rounded by another program</source>
        <translation>这个模型已被其他程序量化</translation>
    </message>
    <message>
        <source>The weights of {repository} are in a form with fewer bits that Nibble does not read.</source>
        <translation>{repository} 的权重采用了 Nibble 不读取的低位数格式。</translation>
    </message>
    <message>
        <source>Choose the full model: Nibble makes the fewer bits itself.</source>
        <translation>请选择完整的模型：低位数由 Nibble 自己来做。</translation>
    </message>
    <message>
        <source>The download does not come through</source>
        <translation>下载连不上</translation>
    </message>
    <message>
        <source>{source} did not give what was asked for: {reason}.</source>
        <translation>{source} 没有提供所请求的内容：{reason}。</translation>
    </message>
    <message>
        <source>Check the network, or name a mirror. Then try again: it goes on where it was.</source>
        <translation>请检查网络，或指定一个镜像。然后重试：会从上次的位置继续。</translation>
    </message>
    <message>
        <source>What was downloaded is not right</source>
        <translation>下载到的内容不对</translation>
    </message>
    <message>
        <source>The file {file} of {repository} came with wrong bytes each time.</source>
        <translation>{repository} 的文件 {file} 每次收到的内容都有误。</translation>
    </message>
    <message>
        <source>Try again later, or from another mirror. The damaged file was not kept.</source>
        <translation>请稍后重试，或换一个镜像。损坏的文件没有保留。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>{needed} GB are needed for {path}, and {free} GB are free.</source>
        <translation>{path} 需要 {needed} GB，可用 {free} GB。</translation>
    </message>
    <message>
        <source>Make room, then try again: it goes on where it was.</source>
        <translation>请腾出空间，然后重试：会从上次的位置继续。</translation>
    </message>
    <message>
        <source>This model is being downloaded already</source>
        <translation>这个模型正在下载</translation>
    </message>
    <message>
        <source>Another window or command writes to {path}.</source>
        <translation>另一个窗口或命令正在写入 {path}。</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it there.</source>
        <translation>请等它完成，或在那里停止它。</translation>
    </message>
</context>
<context>
    <name>FactsWarning</name>
    <message>
        <source>I have seen this</source>
        <translation>我已看到</translation>
    </message>
    <message>
        <source>No longer there: {facts}</source>
        <translation>不见了：{facts}</translation>
    </message>
    <message>
        <source>New: {facts}</source>
        <translation>新出现：{facts}</translation>
    </message>
</context>
<context>
    <name>FieldForm</name>
    <message>
        <source>{field} (may be empty)</source>
        <translation>{field}（可不填）</translation>
    </message>
    <message>
        <source>A date, please, like {example}.</source>
        <translation>请填写日期，例如 {example}。</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写。</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Kind of {field}</source>
        <translation>{field} 的类型</translation>
    </message>
    <message>
        <source>Choices, with commas between them</source>
        <translation>选项，用逗号隔开</translation>
    </message>
    <message>
        <source>Filled in at first</source>
        <translation>默认内容</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Share of the questions whose answer is in the first passage</source>
        <translation>答案在第 1 个段落中的问题所占比例</translation>
    </message>
    <message>
        <source>Share of the questions whose answer is in the first 3 passages</source>
        <translation>答案在前 3 个段落中的问题所占比例</translation>
    </message>
    <message>
        <source>Share of the questions whose answer is in the first 5 passages</source>
        <translation>答案在前 5 个段落中的问题所占比例</translation>
    </message>
    <message>
        <source>Mean of 1/rank of the first right passage</source>
        <translation>首个正确段落的排名倒数（1/排名）的平均值</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search by name, language, licence…</source>
        <translation>按名称、语言、许可证搜索…</translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation>搜索模型目录</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>所有语言</translation>
    </message>
    <message>
        <source>Only what fits</source>
        <translation>只看放得下的</translation>
    </message>
    <message>
        <source>Free for work</source>
        <translation>可用于工作</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>{fitting} of {all} ways fit into {free}.</source>
        <translation>{all} 种方案中有 {fitting} 种放得进 {free}。</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>Quality against memory</source>
        <translation>质量与内存</translation>
    </message>
    <message>
        <source>free here</source>
        <translation>此处可用</translation>
    </message>
    <message>
        <source>Memory in all, GB</source>
        <translation>内存总量（GB）</translation>
    </message>
    <message>
        <source>Order by the k-bit law (no test score)</source>
        <translation>按 k 位定律排序（非测试分数）</translation>
    </message>
    <message>
        <source>{count} billion parameters</source>
        <translation>{yi} 亿参数</translation>
    </message>
    <message>
        <source>{count} million parameters</source>
        <translation>{yi} 亿参数</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>about {memory}</source>
        <translation>约 {memory}</translation>
    </message>
    <message>
        <source>{name} {size}</source>
        <translation>{name}{size}</translation>
    </message>
    <message>
        <source>{text} {more}</source>
        <translation>{text}{more}</translation>
    </message>
    <message>
        <source>at most {speed} tokens/s</source>
        <translation>最快每秒 {speed} 个词元</translation>
    </message>
    <message>
        <source>{level}, {amount} more memory</source>
        <translation>{level}，多占{amount} 内存</translation>
    </message>
    <message>
        <source>{level}, {amount} less memory</source>
        <translation>{level}，少占{amount} 内存</translation>
    </message>
    <message>
        <source>{text} (does not fit)</source>
        <translation>{text}（放不下）</translation>
    </message>
    <message>
        <source>{text}, {speed}</source>
        <translation>{text}，{speed}</translation>
    </message>
    <message>
        <source>{name}: {free} of memory free.</source>
        <translation>{name}：可用内存 {free}。</translation>
    </message>
    <message>
        <source>{name}: {free} of memory free now, read at {speed} GB/s (measured).</source>
        <translation>{name}：现有可用内存 {free}，读取速度 {speed} GB/s（实测）。</translation>
    </message>
    <message>
        <source>{name}: {free} of memory free, read at {speed} GB/s (by its data sheet).</source>
        <translation>{name}：可用内存 {free}，读取速度 {speed} GB/s（据产品资料）。</translation>
    </message>
    <message>
        <source>{name}: {memory} for a model, read at {speed} GB/s (by its data sheet).</source>
        <translation>{name}：可供模型使用 {memory}，读取速度 {speed} GB/s（据产品资料）。</translation>
    </message>
    <message>
        <source>memory of {name}</source>
        <translation>{name} 的内存</translation>
    </message>
    <message>
        <source>“{computer}” is not known here: type a graphics card with its memory, such as “RTX 4060 8 GB”, or memory without a card, such as “CPU 16 GB”.</source>
        <translation>不认识“{computer}”这台电脑：请输入显卡及其显存，例如“RTX 4060 8 GB”；没有显卡时输入内存，例如“CPU 16 GB”。</translation>
    </message>
    <message>
        <source>None of these models fits that computer: ask for less context.</source>
        <translation>那台电脑放不下这些模型：请减小上下文。</translation>
    </message>
    <message>
        <source>None of these models fits: close other programs, or ask for less context.</source>
        <translation>这些模型都放不下：请关闭其他程序，或减小上下文。</translation>
    </message>
    <message>
        <source>Filled: fits. Hollow: does not fit.</source>
        <translation>实心：放得下；空心：放不下。</translation>
    </message>
    <message>
        <source>Lines: the sizes of {family}.</source>
        <translation>连线：{family} 系列的各个规模。</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>上一处（Shift+F3）</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>下一处（F3）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 处</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>第 {place} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>This regular expression is incomplete or wrong at character {place}.</source>
        <translation>正则表达式不完整，或第 {place} 个字符处有误。</translation>
    </message>
    <message>
        <source>This regular expression takes too long. Make it simpler; repetitions inside of repetitions are the usual cause.</source>
        <translation>这个正则表达式太费时间，请写得简单些。通常是因为重复里又套了重复。</translation>
    </message>
    <message>
        <source>This is too long to look for. Shorten it to 2,000 characters.</source>
        <translation>要查找的内容太长，请缩短到 2,000 个字符以内。</translation>
    </message>
    <message>
        <source>The replacement names a group that the regular expression does not have.</source>
        <translation>替换内容引用了正则表达式中没有的分组。</translation>
    </message>
    <message>
        <source>{count} replaced</source>
        <translation>已替换 {count} 处</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>The number “{detail}” of your text is not there.</source>
        <translation>原文中的数字“{detail}”不见了。</translation>
    </message>
    <message>
        <source>The date “{detail}” of your text is not there.</source>
        <translation>原文中的日期“{detail}”不见了。</translation>
    </message>
    <message>
        <source>The name “{detail}” of your text is not there.</source>
        <translation>原文中的名称“{detail}”不见了。</translation>
    </message>
    <message>
        <source>The quotation “{detail}” is not there as your text has it.</source>
        <translation>引文“{detail}”没有照原样保留。</translation>
    </message>
    <message>
        <source>The link {detail} of your text is not there.</source>
        <translation>原文中的链接 {detail} 不见了。</translation>
    </message>
    <message>
        <source>“{detail}” of your text is not there.</source>
        <translation>原文中的“{detail}”不见了。</translation>
    </message>
    <message>
        <source>The number “{detail}” is not in your text.</source>
        <translation>原文中没有数字“{detail}”。</translation>
    </message>
    <message>
        <source>The date “{detail}” is not in your text.</source>
        <translation>原文中没有日期“{detail}”。</translation>
    </message>
    <message>
        <source>The name “{detail}” is not in your text.</source>
        <translation>原文中没有名称“{detail}”。</translation>
    </message>
    <message>
        <source>The quotation “{detail}” is not in your text, or not in these words.</source>
        <translation>引文“{detail}”在原文中没有，或者文字不同。</translation>
    </message>
    <message>
        <source>The link {detail} is not in your text.</source>
        <translation>原文中没有链接 {detail}。</translation>
    </message>
    <message>
        <source>“{detail}” is not in your text.</source>
        <translation>原文中没有“{detail}”。</translation>
    </message>
    <message>
        <source>The model answered in another language or script than asked, a second time too.</source>
        <translation>模型没有用要求的语言或文字回答，重试一次后仍然如此。</translation>
    </message>
    <message>
        <source>The first answer was in another language or script; this is the second.</source>
        <translation>第一次回答用了别的语言或文字，这是第二次的回答。</translation>
    </message>
    <message>
        <source>The model began to say the same again and again, so it was stopped there.</source>
        <translation>模型开始反复说同样的话，因此停在那里。</translation>
    </message>
    <message>
        <source>This model is too small for that. Choose a larger one on the Models page.</source>
        <translation>这个模型太小，做不了这件事。请在“模型”页面选择更大的模型。</translation>
    </message>
    <message>
        <source>This is not what was asked for. Ask again, or in other words.</source>
        <translation>结果不符合要求。请再试一次，或换一种说法提要求。</translation>
    </message>
    <message>
        <source>The model rewrote the text instead of correcting it; nothing of that was taken.</source>
        <translation>模型没有纠错，而是改写了文字，因此没有采用它的结果。</translation>
    </message>
    <message>
        <source>The answer has no end: it came to the longest answer that the settings allow.</source>
        <translation>回答没有写完：已达到设置允许的最长回答。</translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation>没有需要改动的地方。</translation>
    </message>
    <message>
        <source>The model answered in another language ({detail}), a second time too.</source>
        <translation>模型用了另一种语言（{detail}）回答，重试一次后仍然如此。</translation>
    </message>
    <message>
        <source>The answer has no end: it was stopped.</source>
        <translation>回答没有写完：它被停止了。</translation>
    </message>
    <message>
        <source>Nothing came.</source>
        <translation>模型没有给出内容。</translation>
    </message>
    <message>
        <source>The model repeats what it was given.</source>
        <translation>模型只是重复了收到的内容。</translation>
    </message>
    <message>
        <source>What came is no table.</source>
        <translation>结果不是表格。</translation>
    </message>
    <message>
        <source>What came is no list.</source>
        <translation>结果不是列表。</translation>
    </message>
    <message>
        <source>What came is no title.</source>
        <translation>结果不是标题。</translation>
    </message>
    <message>
        <source>What came is longer than it should be.</source>
        <translation>结果比要求的长。</translation>
    </message>
    <message>
        <source>What came is shorter than it should be.</source>
        <translation>结果比要求的短。</translation>
    </message>
    <message>
        <source>What came has little to do with your text.</source>
        <translation>结果与原文没有多少关系。</translation>
    </message>
    <message>
        <source>The model began to repeat “{detail}”, so it was stopped there.</source>
        <translation>模型开始重复“{detail}”，因此停在那里。</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <source>Accept anyway</source>
        <translation>仍然接受</translation>
    </message>
    <message>
        <source>What was noticed</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>You have seen this</source>
        <translation>您已看过这些</translation>
    </message>
    <message>
        <source>Look at this first</source>
        <translation>请先看这里</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Knowledge base</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>What the customer asks</source>
        <translation>客户的问题</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Hand-over note</source>
        <translation>交接说明</translation>
    </message>
    <message>
        <source>&amp;Write the note</source>
        <translation>生成交接说明(&amp;W)</translation>
    </message>
    <message>
        <source>Co&amp;py the note</source>
        <translation>复制交接说明(&amp;P)</translation>
    </message>
    <message>
        <source>Found by: {words}</source>
        <translation>判断依据：{words}</translation>
    </message>
    <message>
        <source>In “{document}” something was left out: {why}.</source>
        <translation>“{document}”中有内容被略去：{why}。</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未答</translation>
    </message>
    <message>
        <source>Answered from</source>
        <translation>回答依据</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
</context>
<context>
    <name>GetButton</name>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>Get it (about {size})</source>
        <translation>获取（约 {size}）</translation>
    </message>
    <message>
        <source>Go on ({percent} %)</source>
        <translation>继续（{percent} %）</translation>
    </message>
    <message>
        <source>It failed: see why</source>
        <translation>失败：查看原因</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>排队等待</translation>
    </message>
    <message>
        <source>Getting it… {percent} %</source>
        <translation>正在获取… {percent} %</translation>
    </message>
</context>
<context>
    <name>GhostWriter</name>
    <message>
        <source>The model is not there yet</source>
        <translation>模型还没有准备好</translation>
    </message>
    <message>
        <source>Ask again when it is loaded.</source>
        <translation>等它加载好以后再试一次。</translation>
    </message>
    <message>
        <source>The model is still at work</source>
        <translation>模型还在工作</translation>
    </message>
    <message>
        <source>Wait for it, or stop it first.</source>
        <translation>请等它完成，或者先停止它。</translation>
    </message>
    <message>
        <source>There is nothing to go on from</source>
        <translation>还没有可以接着写的内容</translation>
    </message>
    <message>
        <source>Write the first words, then press Ctrl+Space.</source>
        <translation>先写几个字，再按 Ctrl+空格。</translation>
    </message>
    <message>
        <source>Continued</source>
        <translation>续写</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作和快捷键</translation>
    </message>
    <message>
        <source>Ctrl+K opens all of this from wherever you are: type a few letters, in English, Chinese or pinyin, and press Enter.</source>
        <translation>在任何地方按 Ctrl+K 都能打开这些操作：输入几个字母、汉字或拼音，再按回车。</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Today, {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>Yesterday, {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>Kept by itself</source>
        <translation>自动保留</translation>
    </message>
    <message>
        <source>Before a change</source>
        <translation>改动之前</translation>
    </message>
    <message>
        <source>Changed by a model</source>
        <translation>由模型改动</translation>
    </message>
    <message>
        <source>Changed by rules</source>
        <translation>按规则改动</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>恢复的版本</translation>
    </message>
    <message>
        <source>Kept by you</source>
        <translation>手动保留</translation>
    </message>
</context>
<context>
    <name>HistoryPart</name>
    <message>
        <source>Keep the text as it is now, with a name</source>
        <translation>为当前文字命名并保留</translation>
    </message>
    <message>
        <source>Name this version (F2)</source>
        <translation>为此版本命名 (F2)</translation>
    </message>
    <message>
        <source>To compare two, choose the other with Shift and the arrow keys, or Ctrl+click.</source>
        <translation>要比较两个版本，请按住 Shift 用方向键选择另一个，或按住 Ctrl 单击。</translation>
    </message>
    <message>
        <source>Bring this version back</source>
        <translation>恢复此版本</translation>
    </message>
    <message>
        <source>No versions yet</source>
        <translation>还没有版本</translation>
    </message>
    <message>
        <source>While you write, Nibble keeps what the text was: before and after each change of a model, every ten minutes, and when you leave the document. Compare any two here, and bring one back.</source>
        <translation>写作时，Nibble 会保留文字的各个版本：模型每次改动前后、每十分钟，以及离开文档时。您可以在这里比较任意两个版本，并恢复其中一个。</translation>
    </message>
    <message>
        <source>From “{old}” to the text as it is now</source>
        <translation>从“{old}”到当前文字</translation>
    </message>
    <message>
        <source>From “{old}” to “{new}”</source>
        <translation>从“{old}”到“{new}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>“{name}” is back</source>
        <translation>已恢复“{name}”</translation>
    </message>
    <message>
        <source>There is no text to keep yet</source>
        <translation>还没有可保留的文字</translation>
    </message>
    <message>
        <source>A name, then Enter</source>
        <translation>输入名称，按 Enter 确定</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>版本名称</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>Favourites only</source>
        <translation>仅收藏</translation>
    </message>
    <message>
        <source>Recent translations</source>
        <translation>最近的翻译</translation>
    </message>
    <message>
        <source>Make it a favourite, or not</source>
        <translation>收藏或取消收藏</translation>
    </message>
    <message>
        <source>More for the history</source>
        <translation>历史记录的更多操作</translation>
    </message>
    <message>
        <source>Export as TSV…</source>
        <translation>导出为 TSV…</translation>
    </message>
    <message>
        <source>Delete the selected translation</source>
        <translation>删除所选翻译</translation>
    </message>
    <message>
        <source>Clear the history, keep the favourites</source>
        <translation>清除历史记录，保留收藏</translation>
    </message>
    <message>
        <source>What you translate will be here.</source>
        <translation>您翻译过的内容会显示在这里。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到内容。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Delete the history for good?</source>
        <translation>要永久删除历史记录吗？</translation>
    </message>
    <message>
        <source>{count} translations are in {file}.</source>
        <translation>已将 {count} 条翻译写入 {file}。</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>导出历史记录</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>搜索历史记录</translation>
    </message>
</context>
<context>
    <name>InboxPanel</name>
    <message>
        <source>New case (Ctrl+N)</source>
        <translation>新建工单 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Import messages… (Ctrl+I)</source>
        <translation>导入消息… (Ctrl+I)</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>The newest {count} are shown; search for others.</source>
        <translation>只显示最新的 {count} 个，其余请搜索。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>No case here.</source>
        <translation>这里没有工单。</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>Search in everything</source>
        <translation>搜索全部内容</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
</context>
<context>
    <name>InlineMessage</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Knowledge</name>
    <message>
        <source>No text</source>
        <translation>没有文字</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
</context>
<context>
    <name>KnowledgePage</name>
    <message>
        <source>Sample shop</source>
        <translation>示例商店</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Passages: {count}</source>
        <translation>段落：{count}</translation>
    </message>
    <message>
        <source>The knowledge base “{name}” is deleted.</source>
        <translation>知识库“{name}”已删除。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{name} and its documents are removed.</source>
        <translation>{name} 及其文档已移除。</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
</context>
<context>
    <name>LanguageBar</name>
    <message>
        <source>Swap the languages</source>
        <translation>交换语言</translation>
    </message>
    <message>
        <source>Language pairs that were used last</source>
        <translation>最近使用的语言组合</translation>
    </message>
    <message>
        <source>Detect the language</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Detected: {language}</source>
        <translation>检测到：{language}</translation>
    </message>
    <message>
        <source>Language of the text</source>
        <translation>原文语言</translation>
    </message>
    <message>
        <source>Language of the translation</source>
        <translation>译文语言</translation>
    </message>
</context>
<context>
    <name>LanguageBox</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>任何语言</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Chinese (Simplified)</source>
        <translation>中文（简体）</translation>
    </message>
    <message>
        <source>Chinese (Traditional)</source>
        <translation>中文（繁体）</translation>
    </message>
    <message>
        <source>Chinese (Traditional, Taiwan)</source>
        <translation>中文（繁体，台湾）</translation>
    </message>
    <message>
        <source>Chinese (Traditional, Hong Kong)</source>
        <translation>中文（繁体，香港）</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>粤语</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>荷兰语</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>乌克兰语</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>波兰语</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>捷克语</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来语</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>波斯语</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>土耳其语</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>印地语</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>孟加拉语</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>泰米尔语</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>泰卢固语</translation>
    </message>
    <message>
        <source>Marathi</source>
        <translation>马拉地语</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>古吉拉特语</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>乌尔都语</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>泰语</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>越南语</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>印尼语</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>马来语</translation>
    </message>
    <message>
        <source>Filipino</source>
        <translation>菲律宾语</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>高棉语</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>缅甸语</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>老挝语</translation>
    </message>
    <message>
        <source>Tibetan</source>
        <translation>藏语</translation>
    </message>
    <message>
        <source>Uyghur</source>
        <translation>维吾尔语</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>蒙古语</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>哈萨克语</translation>
    </message>
    <message>
        <source>This model translates one pair of languages only, and not this one.</source>
        <translation>此模型只能翻译一对语言，不包括这一对。</translation>
    </message>
    <message>
        <source>This model does not translate from {source} into {target}.</source>
        <translation>此模型不能从{source}翻译成{target}。</translation>
    </message>
    <message>
        <source>This model is not made for translation.</source>
        <translation>此模型不是翻译模型。</translation>
    </message>
    <message>
        <source>To this model {source} and {target} are the same language.</source>
        <translation>对此模型来说，{source}和{target}是同一种语言。</translation>
    </message>
</context>
<context>
    <name>LeftOutList</name>
    <message>
        <source>Left out of the reply</source>
        <translation>回复中略去的内容</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>已略去：{reason}</translation>
    </message>
</context>
<context>
    <name>LeftPanel</name>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>From no line to a thick one: {steps}</source>
        <translation>从无线到粗线：{steps}</translation>
    </message>
</context>
<context>
    <name>LengthBox</name>
    <message>
        <source>as it comes</source>
        <translation>不限</translation>
    </message>
    <message>
        <source> words or characters</source>
        <translation> 字或词</translation>
    </message>
</context>
<context>
    <name>LevelEditor</name>
    <message>
        <source>about {memory}</source>
        <translation>约 {memory}</translation>
    </message>
</context>
<context>
    <name>LoadedPanel</name>
    <message>
        <source>Support and writing</source>
        <translation>客服与写作</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>按含义检索</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>内存中</translation>
    </message>
    <message>
        <source>These models do not fit into memory together. They take turns: the one you work with is loaded, the other goes.</source>
        <translation>这些模型无法同时放进内存，所以轮流加载：您正在用的会加载，另一个会让出内存。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Load it</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>{model}: let go, and loaded again when it is asked for</source>
        <translation>{model}：已释放，需要时会重新加载</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{model} · {level} · {device} · {memory} · {context} tokens · {seconds} s</source>
        <translation>{model} · {level} · {device} · {memory} · {context} 个词元 · {seconds} 秒</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Some settings could not be read and are back at their defaults</source>
        <translation>部分设置无法读取，已恢复默认值</translation>
    </message>
    <message>
        <source>{keys}. The old file is kept beside the new one.</source>
        <translation>{keys}。旧文件保留在新文件旁边。</translation>
    </message>
    <message>
        <source>The database was damaged, and a new one was started</source>
        <translation>数据库已损坏，已新建一个</translation>
    </message>
    <message>
        <source>The damaged file is kept in the data folder.</source>
        <translation>损坏的文件保留在数据文件夹中。</translation>
    </message>
    <message>
        <source>Nibble ended unexpectedly the last time</source>
        <translation>Nibble 上次意外退出</translation>
    </message>
    <message>
        <source>What was saved is here. Replies that were cut off are marked.</source>
        <translation>已保存的内容都在，被中断的回复已标出。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Markdown</name>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
</context>
<context>
    <name>MarkdownView</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>MatchView</name>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>What differs from the remembered sentence</source>
        <translation>与记忆中句子的差异</translation>
    </message>
</context>
<context>
    <name>MemoryAid</name>
    <message>
        <source>The system ended the engine, most likely for want of memory</source>
        <translation>系统终止了引擎，很可能是内存不足</translation>
    </message>
    <message>
        <source>What was written so far is kept.</source>
        <translation>已写出的内容都保留着。</translation>
    </message>
    <message>
        <source>Close other programs, or start afresh with the starter.</source>
        <translation>请关闭其他程序，或改用入门模型重新开始。</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Use {context} tokens of context</source>
        <translation>上下文用 {context} 个词元</translation>
    </message>
    <message>
        <source>Keep the conversation in 8 bits</source>
        <translation>对话缓存用 8 位</translation>
    </message>
    <message>
        <source>Keep the head in 8 bits</source>
        <translation>输出层用 8 位</translation>
    </message>
    <message>
        <source>Load it with {level}</source>
        <translation>以 {level} 加载</translation>
    </message>
    <message>
        <source>Load it as small as it can be</source>
        <translation>以最小占用加载</translation>
    </message>
    <message>
        <source>Use {model}</source>
        <translation>改用 {model}</translation>
    </message>
    <message>
        <source>Use the processor instead</source>
        <translation>改用处理器</translation>
    </message>
    <message>
        <source>With {fewer} tokens of context instead of {more} it fits.</source>
        <translation>上下文从 {more} 减到 {fewer} 个词元就放得下。</translation>
    </message>
    <message>
        <source>With the conversation kept in 8 bits it fits; words come a little slower.</source>
        <translation>对话缓存改用 8 位就放得下，出字会稍慢。</translation>
    </message>
    <message>
        <source>With its last matrix in 8 bits it fits, at hardly any loss.</source>
        <translation>最后一个矩阵改用 8 位就放得下，几乎没有损失。</translation>
    </message>
    <message>
        <source>With {level} instead of {more} it fits.</source>
        <translation>用 {level} 代替 {more} 就放得下。</translation>
    </message>
    <message>
        <source>It fits with the fewest bits and {fewer} tokens of context.</source>
        <translation>用最少的位数和 {fewer} 个词元的上下文就放得下。</translation>
    </message>
    <message>
        <source>{model}, which is smaller, fits.</source>
        <translation>更小的 {model} 放得下。</translation>
    </message>
    <message>
        <source>It fits into the computer&apos;s own memory, where it is slower.</source>
        <translation>放得进电脑自身的内存，但会慢一些。</translation>
    </message>
</context>
<context>
    <name>MemoryTab</name>
    <message>
        <source>Use exact matches without the model</source>
        <translation>完全匹配时直接使用，不经模型</translation>
    </message>
    <message>
        <source>Remembered translations</source>
        <translation>记住的翻译</translation>
    </message>
    <message>
        <source>Like the current sentence</source>
        <translation>与当前句子相似</translation>
    </message>
    <message>
        <source>More for the memory</source>
        <translation>翻译记忆的更多操作</translation>
    </message>
    <message>
        <source>Import TMX…</source>
        <translation>导入 TMX…</translation>
    </message>
    <message>
        <source>Export TMX…</source>
        <translation>导出 TMX…</translation>
    </message>
    <message>
        <source>Delete the selected entry</source>
        <translation>删除所选条目</translation>
    </message>
    <message>
        <source>Entries: {count}</source>
        <translation>条目：{count}</translation>
    </message>
    <message>
        <source>Translations that you choose or correct are kept here. Memories of other programs can be imported as TMX.</source>
        <translation>您选用或修改过的译文会保存在这里。其他程序的翻译记忆可以用 TMX 导入。</translation>
    </message>
    <message>
        <source>{count} entries are in {file}.</source>
        <translation>已将 {count} 个条目写入 {file}。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The entry is deleted.</source>
        <translation>条目已删除。</translation>
    </message>
    <message>
        <source>Entries that were added or renewed: {count}</source>
        <translation>新增或更新的条目：{count}</translation>
    </message>
    <message>
        <source>Reading… {percent} %</source>
        <translation>正在读取… {percent}%</translation>
    </message>
    <message>
        <source>Import TMX</source>
        <translation>导入 TMX</translation>
    </message>
    <message>
        <source>Export TMX</source>
        <translation>导出 TMX</translation>
    </message>
    <message>
        <source>Search the memory</source>
        <translation>搜索翻译记忆</translation>
    </message>
</context>
<context>
    <name>MessageCard</name>
    <message>
        <source>Writing…</source>
        <translation>正在写…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Cut off by an error; what was written is kept</source>
        <translation>因错误中断；已写出的内容已保留</translation>
    </message>
    <message>
        <source>Recovered after a crash</source>
        <translation>崩溃后恢复</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Edit and continue from here</source>
        <translation>编辑并从这里继续</translation>
    </message>
    <message>
        <source>Write this reply again</source>
        <translation>重新生成这条回复</translation>
    </message>
    <message>
        <source>Delete this message and what follows</source>
        <translation>删除这条消息及其后的内容</translation>
    </message>
    <message>
        <source>The version before</source>
        <translation>上一个版本</translation>
    </message>
    <message>
        <source>The next version</source>
        <translation>下一个版本</translation>
    </message>
</context>
<context>
    <name>MiningView</name>
    <message>
        <source>From solved cases</source>
        <translation>从已解决的对话提取</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件提取…</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不采纳</translation>
    </message>
    <message>
        <source>Proposed questions and answers</source>
        <translation>建议的问答</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>正在添加…</translation>
    </message>
    <message>
        <source>Rejected proposals: {count}</source>
        <translation>未采纳的建议：{count}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reading conversations…</source>
        <translation>正在读取对话…</translation>
    </message>
    <message>
        <source>Nothing was found that the base does not say already.</source>
        <translation>没有发现知识库里还没有的内容。</translation>
    </message>
    <message>
        <source>Answers that were added: {count}</source>
        <translation>已添加的答案：{count}</translation>
    </message>
    <message>
        <source>{count} proposals. Read each before you approve it.</source>
        <translation>{count} 条建议。请逐条看过再采纳。</translation>
    </message>
    <message>
        <source>Solved conversations hold answers that your documents may lack. They are proposed here without names and numbers of customers, and nothing is added before you say so.</source>
        <translation>已解决的对话里可能有文档中缺少的答案。这里会列出建议，其中不含客户的姓名和号码；在您同意之前不会添加任何内容。</translation>
    </message>
    <message>
        <source>Open conversations</source>
        <translation>打开对话文件</translation>
    </message>
    <message>
        <source>Answers from conversations</source>
        <translation>从对话中提取答案</translation>
    </message>
</context>
<context>
    <name>MisuseList</name>
    <message>
        <source>Words that are not to be used</source>
        <translation>不该使用的写法</translation>
    </message>
    <message>
        <source>Put the right word</source>
        <translation>改成正确写法</translation>
    </message>
    <message>
        <source>Not to be used, but in the text: {count}</source>
        <translation>文中不该使用的写法：{count}</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Used for support and writing</source>
        <translation>用于客服和写作</translation>
    </message>
    <message>
        <source>Used for translation</source>
        <translation>用于翻译</translation>
    </message>
    <message>
        <source>Used for search by meaning</source>
        <translation>用于语义检索</translation>
    </message>
    <message>
        <source>In the cache that other programs use too: Nibble reads it, and removes none.</source>
        <translation>位于其他程序共用的缓存中：Nibble 只读取，不删除。</translation>
    </message>
    <message>
        <source>Takes about {memory} of memory in all at {level}.</source>
        <translation>以 {level}运行时共占用约 {memory} 内存。</translation>
    </message>
    <message>
        <source>It is stored at {level}; other levels need its 16-bit files.</source>
        <translation>它以 {level}存储；其他级别需要它的 16 位文件。</translation>
    </message>
    <message>
        <source>Knows everyday sentences and the language of a shop&apos;s support. News, technical and long sentences come out wrong: add a larger model for real work.</source>
        <translation>会翻译日常用语和网店客服用语。新闻、技术文章和长句会译错：正式工作请添加更大的模型。</translation>
    </message>
    <message>
        <source>Answers simple questions of a shop&apos;s customers. Writing with it is only for trying things out, it knows nothing of the world and is often wrong: add a larger model for real work.</source>
        <translation>能回答网店顾客的简单问题。写作功能仅供试用，它没有世界知识，经常出错：正式工作请添加更大的模型。</translation>
    </message>
    <message>
        <source>{millions} million parameters, {size} on disk, {kind}</source>
        <translation>{millions} 百万参数，磁盘占用 {size}，{kind}</translation>
    </message>
    <message>
        <source>Use for support and writing</source>
        <translation>用于客服和写作</translation>
    </message>
    <message>
        <source>Use for translation</source>
        <translation>用于翻译</translation>
    </message>
    <message>
        <source>Use for search by meaning</source>
        <translation>用于语义检索</translation>
    </message>
    <message>
        <source>Search by words alone</source>
        <translation>只按词语检索</translation>
    </message>
    <message>
        <source>Conversations that it answered</source>
        <translation>它回答过的对话</translation>
    </message>
    <message>
        <source>Answered in {count} conversations</source>
        <translation>在 {count} 个对话中回答过</translation>
    </message>
    <message>
        <source>Without a title</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>More about {model}</source>
        <translation>{model} 的更多操作</translation>
    </message>
    <message>
        <source>Check its files</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>What its makers say</source>
        <translation>作者的说明</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Move it…</source>
        <translation>移动…</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>You work with this model. The starter takes its place if you remove it.</source>
        <translation>您正在使用这个模型。移除后将由入门模型代替。</translation>
    </message>
    <message>
        <source>Choose where it is to go</source>
        <translation>选择移动到哪里</translation>
    </message>
    <message>
        <source>Comparing its files with their hashes… {count} done</source>
        <translation>正在用哈希值核对文件… 已完成 {count} 个</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Moving it to another disk… {done} of {total}</source>
        <translation>正在移动到另一个磁盘… {done} / {total}</translation>
    </message>
    <message>
        <source>Waiting until the engine has let it go…</source>
        <translation>正在等待引擎释放该模型…</translation>
    </message>
    <message>
        <source>Stopped. The model stays where it was.</source>
        <translation>已停止，模型仍在原处。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>检查已停止。</translation>
    </message>
    <message>
        <source>Damaged or missing: {files}. Get the model again: only these are fetched.</source>
        <translation>损坏或缺失：{files}。请重新获取该模型：只会下载这些文件。</translation>
    </message>
    <message>
        <source>All {count} files are what they should be.</source>
        <translation>全部 {count} 个文件均无误。</translation>
    </message>
    <message>
        <source>It brings no list of hashes, so nothing tells whether its files are right.</source>
        <translation>它没有附带哈希值列表，无法判断文件是否正确。</translation>
    </message>
</context>
<context>
    <name>ModelControl</name>
    <message>
        <source>The model that was there stays, and so do its settings.</source>
        <translation>原来的模型及其设置保持不变。</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>All models</source>
        <translation>全部模型</translation>
    </message>
    <message>
        <source>{shown} of {all} models for this task</source>
        <translation>此用途的 {all} 个模型中显示 {shown} 个</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Not for work</source>
        <translation>不可用于工作</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Best: {way}</source>
        <translation>最佳：{way}</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>{level}: {memory} ({fits})</source>
        <translation>{level}：{memory}（{fits}）</translation>
    </message>
</context>
<context>
    <name>ModelsFind</name>
    <message>
        <source>Find a model</source>
        <translation>寻找模型</translation>
    </message>
    <message>
        <source>At a given size in memory, more parameters at 4 bits nearly always answer better than fewer at 8 or 16. What that means for this computer:</source>
        <translation>占用内存相同时，4 位的更多参数几乎总比 8 位或 16 位的更少参数回答得更好。对这台电脑来说：</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>正在查看这台电脑…</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>其他模型</translation>
    </message>
</context>
<context>
    <name>ModelsHere</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>These language models run on this computer; nothing you type leaves it.</source>
        <translation>这些语言模型在这台电脑上运行，您输入的内容不会离开它。</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>寻找模型</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Open the models folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>{used} in the models folder, {trash} in the trash, {free} free.</source>
        <translation>模型文件夹占 {used}，回收站占 {trash}，可用空间 {free}。</translation>
    </message>
    <message>
        <source>In the trash</source>
        <translation>回收站中</translation>
    </message>
    <message>
        <source>The model is in the trash, and takes room until you delete it there.</source>
        <translation>模型已移到回收站，在彻底删除之前仍占用空间。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>在浏览器中打开这个地址吗？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Choose the folder of a model</source>
        <translation>选择模型所在的文件夹</translation>
    </message>
    <message>
        <source>There is no model in this folder that Nibble can use</source>
        <translation>这个文件夹里没有 Nibble 能用的模型</translation>
    </message>
    <message>
        <source>Choose a folder that holds a config.json and safetensors files, as it comes from a model hub.</source>
        <translation>请选择含有 config.json 和 safetensors 文件的文件夹，即从模型库下载的样子。</translation>
    </message>
</context>
<context>
    <name>ModelsOnTheWay</name>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>One after the other. What is interrupted goes on where it was, and every file is compared with its hash before it is used.</source>
        <translation>逐个下载。中断后会从原处继续，每个文件使用前都会核对哈希值。</translation>
    </message>
    <message>
        <source>Nothing is on its way</source>
        <translation>没有正在下载的模型</translation>
    </message>
    <message>
        <source>“Find a model” shows what fits this computer; a click there gets it.</source>
        <translation>“寻找模型”会列出这台电脑放得下的模型，点一下即可获取。</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>On this computer</source>
        <translation>这台电脑上</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>寻找模型</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>Support</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写作</translation>
    </message>
</context>
<context>
    <name>NewCase</name>
    <message>
        <source>The customer&apos;s message</source>
        <translation>客户的消息</translation>
    </message>
    <message>
        <source>Paste one message, or a whole conversation with names and times.</source>
        <translation>粘贴一条消息，或带有姓名和时间的整段对话。</translation>
    </message>
    <message>
        <source>&amp;Add to the inbox (Ctrl+Enter)</source>
        <translation>加入收件箱 (Ctrl+Enter)(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新建工单</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Other ways</source>
        <translation>其他办法</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>The note was copied</source>
        <translation>交接说明已复制</translation>
    </message>
</context>
<context>
    <name>OpenDocument</name>
    <message>
        <source>The document was deleted</source>
        <translation>文稿已删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Your last words could not be saved</source>
        <translation>最后写的几个字没能保存</translation>
    </message>
</context>
<context>
    <name>OpenPane</name>
    <message>
        <source>The whole text with its changes</source>
        <translation>全文及其修改</translation>
    </message>
</context>
<context>
    <name>OutlinePage</name>
    <message>
        <source>More for the outline</source>
        <translation>提纲的更多操作</translation>
    </message>
    <message>
        <source>Take the document’s headings</source>
        <translation>采用文档里的标题</translation>
    </message>
    <message>
        <source>Another outline…</source>
        <translation>另列提纲…</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Being written…</source>
        <translation>正在写…</translation>
    </message>
    <message>
        <source>New section</source>
        <translation>新的一节</translation>
    </message>
    <message>
        <source>Revision: {heading}</source>
        <translation>修订：{heading}</translation>
    </message>
    <message>
        <source>The text has changed since the revision was made, so it was not put in.</source>
        <translation>修订做好之后正文又有改动，因此没有写入。</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Lines that begin with # are headings. They are listed here.</source>
        <translation>以 # 开头的行是标题，会列在这里。</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>（无标题）</translation>
    </message>
    <message>
        <source>Level {level}: {title}</source>
        <translation>{level} 级：{title}</translation>
    </message>
</context>
<context>
    <name>OutlineTools</name>
    <message>
        <source>Add a section (Insert)</source>
        <translation>添加一节（Insert）</translation>
    </message>
    <message>
        <source>Remove the section from the outline (Delete)</source>
        <translation>从提纲中移除这一节（Delete）</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>上移（Alt+↑）</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>下移（Alt+↓）</translation>
    </message>
    <message>
        <source>One level up (Alt+Left)</source>
        <translation>升一级（Alt+←）</translation>
    </message>
    <message>
        <source>One level down (Alt+Right)</source>
        <translation>降一级（Alt+→）</translation>
    </message>
    <message>
        <source>Lock: nothing but you changes the section</source>
        <translation>锁定：除了您自己，什么都不会改动这一节</translation>
    </message>
</context>
<context>
    <name>OwnActionField</name>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>长文字</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>PageFoot</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Part {n} of {total}</source>
        <translation>第 {n} 部分，共 {total} 部分</translation>
    </message>
</context>
<context>
    <name>PairModel</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Compare with {document}</source>
        <translation>请对照 {document}</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Text to translate</source>
        <translation>要翻译的文本</translation>
    </message>
    <message>
        <source>Type or paste a text. The translation begins when you pause.</source>
        <translation>输入或粘贴文本，停顿后开始翻译。</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>The translation appears here. It is made on this computer.</source>
        <translation>译文显示在这里，在本机完成。</translation>
    </message>
    <message>
        <source>Alt+Down offers other words</source>
        <translation>按 Alt+↓ 可查看其他译法</translation>
    </message>
    <message>
        <source>Copy the translation</source>
        <translation>复制译文</translation>
    </message>
    <message>
        <source>Clear the text</source>
        <translation>清空文本</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go to the next sentence that needs a look</source>
        <translation>转到下一个需要检查的句子</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>The usual one</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset: what the model is told first</source>
        <translation>预设：先告诉模型的话</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Edit presets…</source>
        <translation>编辑预设…</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>What the model will see</source>
        <translation>模型将看到的内容</translation>
    </message>
    <message>
        <source>Previous passage (Alt+Left)</source>
        <translation>上一段 (Alt+Left)</translation>
    </message>
    <message>
        <source>Next passage (Alt+Right)</source>
        <translation>下一段 (Alt+Right)</translation>
    </message>
    <message>
        <source>Passage {number} of {count}, {length} characters</source>
        <translation>第 {number} 段，共 {count} 段，{length} 个字符</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
</context>
<context>
    <name>PromptChoice</name>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Type to find a prompt</source>
        <translation>输入文字查找提示词</translation>
    </message>
    <message>
        <source>Fields of the prompt</source>
        <translation>提示词的字段</translation>
    </message>
    <message>
        <source>Insert a prompt (/)</source>
        <translation>插入提示词（/）</translation>
    </message>
</context>
<context>
    <name>ProvenanceView</name>
    <message>
        <source>Say “written with AI” in exported files</source>
        <translation>在导出的文件中注明“由人工智能辅助撰写”</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first}至{last}</translation>
    </message>
    <message>
        <source>Words and Chinese characters</source>
        <translation>字数（英文按词计）</translation>
    </message>
    <message>
        <source>Written by a model</source>
        <translation>由模型写成</translation>
    </message>
    <message>
        <source>Of the models’ words, changed by you</source>
        <translation>模型所写内容中经您改动的</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>采纳日期</translation>
    </message>
    <message>
        <source>The share of the text’s characters that stand there as a model proposed them and you accepted them, wherever they were moved to. Words that you had written already, and that a model only kept, are yours. It is an estimate by runs of five words: a phrase that both of you wrote can count for the wrong one.</source>
        <translation>指文中由模型提出、经您采纳且至今保留的字符所占比例，不论后来移到何处。您原已写好、模型只是保留下来的文字仍算您的。这是按连续五个词（汉字按字）比对得出的估计值：双方都写过的语句可能会算错归属。</translation>
    </message>
    <message>
        <source>About this document</source>
        <translation>关于此文档</translation>
    </message>
</context>
<context>
    <name>QuestionForm</name>
    <message>
        <source>New question</source>
        <translation>新问题</translation>
    </message>
    <message>
        <source>Key words</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>The document that answers it</source>
        <translation>能回答它的文档</translation>
    </message>
    <message>
        <source>Add the question</source>
        <translation>添加问题</translation>
    </message>
</context>
<context>
    <name>QuestionModel</name>
    <message>
        <source>none answers it</source>
        <translation>没有文档能回答</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answered in</source>
        <translation>答案所在文档</translation>
    </message>
    <message>
        <source>Key words</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>QuestionTable</name>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>ReadingPane</name>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>The cited document</source>
        <translation>所引文档</translation>
    </message>
    <message>
        <source>Open in &amp;Knowledge</source>
        <translation>在知识库中打开(&amp;K)</translation>
    </message>
</context>
<context>
    <name>RecallPage</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>More for these questions</source>
        <translation>这些问题的更多操作</translation>
    </message>
    <message>
        <source>Questions that were written: {count}</source>
        <translation>已写出的问题：{count}</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在检索…</translation>
    </message>
    <message>
        <source>Make a knowledge base first.</source>
        <translation>请先建立知识库。</translation>
    </message>
    <message>
        <source>Write questions that your customers ask, each with the document that answers it: the run tells how many of them are found.</source>
        <translation>写下客户会问的问题，并为每个问题选择能回答它的文档：运行后会显示能找到多少。</translation>
    </message>
    <message>
        <source>Questions that were read: {count}</source>
        <translation>已读取的问题：{count}</translation>
    </message>
    <message>
        <source>The questions have changed meanwhile. Run again.</source>
        <translation>问题在此期间有改动，请重新运行。</translation>
    </message>
    <message>
        <source>Deleted questions: {count}</source>
        <translation>已删除的问题：{count}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Import questions</source>
        <translation>导入问题</translation>
    </message>
    <message>
        <source>Export questions</source>
        <translation>导出问题</translation>
    </message>
    <message>
        <source>Import questions…</source>
        <translation>导入问题…</translation>
    </message>
    <message>
        <source>Export questions…</source>
        <translation>导出问题…</translation>
    </message>
    <message>
        <source>Are the answers found?</source>
        <translation>能找到答案吗？</translation>
    </message>
</context>
<context>
    <name>RegressionModel</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>RegressionWords</name>
    <message>
        <source>Broke</source>
        <translation>新出错</translation>
    </message>
    <message>
        <source>Still fails</source>
        <translation>仍未通过</translation>
    </message>
    <message>
        <source>Fails</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>As expected</source>
        <translation>符合预期</translation>
    </message>
    <message>
        <source>It was handed over</source>
        <translation>被转给了人工</translation>
    </message>
    <message>
        <source>It was answered, not handed over</source>
        <translation>作了回答，没有转人工</translation>
    </message>
    <message>
        <source>Another document is cited: {documents}</source>
        <translation>引用了别的文档：{documents}</translation>
    </message>
    <message>
        <source>The reply lacks: {missing}</source>
        <translation>回复中缺少：{missing}</translation>
    </message>
    <message>
        <source>There was no reply: {error}</source>
        <translation>没有得到回复：{error}</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已转人工</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>有回答</translation>
    </message>
    <message>
        <source>quotes only</source>
        <translation>只引用</translation>
    </message>
</context>
<context>
    <name>RegressionsView</name>
    <message>
        <source>Only quote the documents</source>
        <translation>只引用文档原文</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>More for these tests</source>
        <translation>这些测试的更多操作</translation>
    </message>
    <message>
        <source>Tests of replies</source>
        <translation>回复测试</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>When a reply is bad, make a test of it at the desk, or import tests. The run shows what broke after another model, other bits or changed documents.</source>
        <translation>遇到不好的回复，可在工作台把它变成测试，也可以导入测试。运行后会显示更换模型、位数或文档之后哪些出了错。</translation>
    </message>
    <message>
        <source>{passed} of {total} pass, {broke} broke since the run before</source>
        <translation>共 {total} 项，通过 {passed} 项，比上次新出错 {broke} 项</translation>
    </message>
    <message>
        <source>Deleted tests: {count}</source>
        <translation>已删除测试：{count}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Import tests</source>
        <translation>导入测试</translation>
    </message>
    <message>
        <source>Export tests</source>
        <translation>导出测试</translation>
    </message>
    <message>
        <source>Import tests…</source>
        <translation>导入测试…</translation>
    </message>
    <message>
        <source>Export tests…</source>
        <translation>导出测试…</translation>
    </message>
    <message>
        <source>Delete the selected tests</source>
        <translation>删除所选测试</translation>
    </message>
    <message>
        <source>Are replies still as they should be?</source>
        <translation>回复还正确吗？</translation>
    </message>
</context>
<context>
    <name>Replies</name>
    <message>
        <source>Canned replies</source>
        <translation>常用回复</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>House rules</source>
        <translation>回复守则</translation>
    </message>
    <message>
        <source>Replies that are ready to be sent: press / in a draft on the desk. A {field} in braces is filled in first.</source>
        <translation>可以直接发送的回复：在工作台的草稿里按 / 插入。花括号里的 {字段} 要先填写。</translation>
    </message>
    <message>
        <source>Requests to the model that you use again and again: press / in an empty message of the chat. A {field} in braces is filled in first.</source>
        <translation>反复使用的、给模型的要求：在对话的空消息框里按 / 插入。花括号里的 {字段} 要先填写。</translation>
    </message>
    <message>
        <source>What the model is told at the beginning of a chat. Each conversation has one, chosen above it.</source>
        <translation>对话开始时先告诉模型的话。每个对话各有一个，在对话上方选择。</translation>
    </message>
    <message>
        <source>Every draft on the desk is checked for the rules that are on. A * in a phrase stands for any words of the sentence.</source>
        <translation>工作台上的每份草稿都会按已开启的守则检查。短语中的 * 代表句中任意文字。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Always: one of these must be said</source>
        <translation>必须：要说到其中一句</translation>
    </message>
    <message>
        <source>Never: none of these may be said</source>
        <translation>禁止：一句都不能说</translation>
    </message>
    <message>
        <source>No promise: denying it is fine</source>
        <translation>不得承诺：否定的说法可以</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>必须</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>禁止</translation>
    </message>
    <message>
        <source>No promise</source>
        <translation>不得承诺</translation>
    </message>
    <message>
        <source>{place}: a quotation mark is not closed</source>
        <translation>{place}：引号没有闭合</translation>
    </message>
    <message>
        <source>{place}: no title, no text or no phrase</source>
        <translation>{place}：缺少标题、正文或短语</translation>
    </message>
    <message>
        <source>{place}: a rule of no known kind</source>
        <translation>{place}：守则类型无法识别</translation>
    </message>
    <message>
        <source>{place}: a field of no known kind</source>
        <translation>{place}：字段类型无法识别</translation>
    </message>
</context>
<context>
    <name>RepliesPage</name>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>导入和导出</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Saved. “{title}” has the same shortcut.</source>
        <translation>已保存。“{title}”用的是同一个快捷词。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Not kept: a rule needs a phrase that is more than a *.</source>
        <translation>未保存：守则需要至少一个不只是 * 的短语。</translation>
    </message>
    <message>
        <source>Not kept: the text is empty.</source>
        <translation>未保存：正文为空。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The text was deleted</source>
        <translation>已删除这段文本</translation>
    </message>
    <message>
        <source>Texts that were read: {count}</source>
        <translation>已读入的文本：{count}</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Kind of text</source>
        <translation>文本种类</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Go to the next segment that needs a look</source>
        <translation>转到下一个需要检查的句段</translation>
    </message>
    <message>
        <source>All segments</source>
        <translation>全部句段</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要检查</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待翻译</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Segments that are shown</source>
        <translation>显示哪些句段</translation>
    </message>
    <message>
        <source>Search in both languages</source>
        <translation>在原文和译文中搜索</translation>
    </message>
    <message>
        <source>Search in the segments</source>
        <translation>在句段中搜索</translation>
    </message>
    <message>
        <source>Enter edits · Ctrl+Enter approves and goes on · F8 next to look at</source>
        <translation>Enter 编辑 · Ctrl+Enter 确认并前进 · F8 下一个需要检查的句段</translation>
    </message>
</context>
<context>
    <name>RevisionPane</name>
    <message>
        <source>Proposed revision</source>
        <translation>修订建议</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Revision: {heading}</source>
        <translation>修订：{heading}</translation>
    </message>
</context>
<context>
    <name>Risks</name>
    <message>
        <source>“{detail}” is missing in the translation.</source>
        <translation>译文中缺少“{detail}”。</translation>
    </message>
    <message>
        <source>“{detail}” is not in the text.</source>
        <translation>原文中没有“{detail}”。</translation>
    </message>
    <message>
        <source>The translation is very short for this sentence.</source>
        <translation>相对于原句，译文过短。</translation>
    </message>
    <message>
        <source>The translation is very long for this sentence.</source>
        <translation>相对于原句，译文过长。</translation>
    </message>
    <message>
        <source>“{detail}” is repeated again and again.</source>
        <translation>“{detail}”反复出现。</translation>
    </message>
    <message>
        <source>“{detail}” was left untranslated.</source>
        <translation>“{detail}”没有翻译。</translation>
    </message>
    <message>
        <source>The formatting mark {detail} is lost or doubled.</source>
        <translation>格式标记 {detail} 丢失或重复。</translation>
    </message>
    <message>
        <source>The model lost a mark or number; it was put back by its place: {detail}.</source>
        <translation>模型丢失了标记或数字，已按原文位置放回：{detail}。</translation>
    </message>
    <message>
        <source>The model was not sure of its words.</source>
        <translation>模型对用词没有把握。</translation>
    </message>
    <message>
        <source>Translated back, this says something else.</source>
        <translation>回译后的意思与原文不同。</translation>
    </message>
</context>
<context>
    <name>RowModel</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>RowTable</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Why, and what to say instead</source>
        <translation>原因，以及应当怎么说</translation>
    </message>
    <message>
        <source>Drafts are &amp;checked for it</source>
        <translation>按此守则检查草稿(&amp;C)</translation>
    </message>
    <message>
        <source>Phrases, one a line</source>
        <translation>短语，每行一个</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Phrases, one a line</source>
        <translation>短语，每行一个(&amp;P)</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Switch all on</source>
        <translation>全部打开</translation>
    </message>
    <message>
        <source>Reading the rules…</source>
        <translation>正在读取规则…</translation>
    </message>
    <message>
        <source>{on} of {all} rules are on</source>
        <translation>共 {all} 条规则，已打开 {on} 条</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese and English</source>
        <translation>中文和英文</translation>
    </message>
    <message>
        <source>The choice holds until Nibble ends</source>
        <translation>这个选择在 Nibble 退出前有效</translation>
    </message>
    <message>
        <source>The file of the settings could not be written.</source>
        <translation>无法写入设置文件。</translation>
    </message>
    <message>
        <source>These rules need no model and say the same every time. What you switch off is not proposed any more, here and on the command line.</source>
        <translation>这些规则不用模型，每次结果都一样。您关掉的规则不再提出建议，在这里和命令行里都是如此。</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Save the translation</source>
        <translation>保存译文</translation>
    </message>
    <message>
        <source>Your text is saved again</source>
        <translation>文字又能正常保存了</translation>
    </message>
    <message>
        <source>The disk is full. Make room on it.</source>
        <translation>磁盘已满，请先腾出空间。</translation>
    </message>
    <message>
        <source>The file with your documents cannot be written: {reason}.</source>
        <translation>无法写入存放文档的文件：{reason}。</translation>
    </message>
    <message>
        <source>Nothing is lost while this window is open, and saving is tried again by itself.</source>
        <translation>只要不关闭此窗口，内容就不会丢失，程序会自动重试保存。</translation>
    </message>
    <message>
        <source>Your text could not be saved yet</source>
        <translation>文字暂时未能保存</translation>
    </message>
</context>
<context>
    <name>ScopeButton</name>
    <message>
        <source>The selection</source>
        <translation>选中部分</translation>
    </message>
    <message>
        <source>This paragraph</source>
        <translation>本段</translation>
    </message>
    <message>
        <source>The whole document</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Works on the selection</source>
        <translation>处理选中部分</translation>
    </message>
    <message>
        <source>Works on this paragraph</source>
        <translation>处理本段</translation>
    </message>
    <message>
        <source>Works on the whole document</source>
        <translation>处理全文</translation>
    </message>
    <message>
        <source>What the actions work on</source>
        <translation>操作针对哪一部分</translation>
    </message>
</context>
<context>
    <name>SearchTab</name>
    <message>
        <source>Synonyms</source>
        <translation>同义词</translation>
    </message>
    <message>
        <source>refund, money back, 退款
parcel, package, 包裹</source>
        <translation>退款, 退钱, refund
包裹, 快递, parcel</translation>
    </message>
    <message>
        <source>Words of one line are searched for as one: whoever asks with one of them finds the documents that use another. Put commas between them.</source>
        <translation>同一行的词按同一个词检索：用其中一个词提问，也能找到使用另一个词的文档。词与词之间用逗号分隔。</translation>
    </message>
    <message>
        <source>This list cannot be read, and nothing is found until it can be.</source>
        <translation>无法读取此列表；在改正之前，什么也检索不到。</translation>
    </message>
</context>
<context>
    <name>SectionForm</name>
    <message>
        <source>What belongs in this section</source>
        <translation>这一节写什么</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>篇幅</translation>
    </message>
</context>
<context>
    <name>SegmentDelegate</name>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
</context>
<context>
    <name>SegmentModel</name>
    <message>
        <source>Text</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要检查</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>SegmentTable</name>
    <message>
        <source>Segments</source>
        <translation>句段</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>What to do with the selection</source>
        <translation>如何处理选中的文字</translation>
    </message>
</context>
<context>
    <name>SentenceDetails</name>
    <message>
        <source>About this sentence</source>
        <translation>关于这个句子</translation>
    </message>
    <message>
        <source>Translate back</source>
        <translation>回译</translation>
    </message>
    <message>
        <source>See what the translation says in the language of the text</source>
        <translation>用原文的语言查看译文的意思</translation>
    </message>
    <message>
        <source>Other translations</source>
        <translation>其他译法</translation>
    </message>
    <message>
        <source>Translating back…</source>
        <translation>正在回译…</translation>
    </message>
    <message>
        <source>Point at a sentence to see more about it. Click a word of the translation for other words (Alt+Down).</source>
        <translation>指向一个句子即可查看详情。点击译文中的词可选择其他译法（Alt+↓）。</translation>
    </message>
    <message>
        <source>Let the model translate it</source>
        <translation>改由模型翻译</translation>
    </message>
    <message>
        <source>You chose this translation.</source>
        <translation>此译文由您选定。</translation>
    </message>
    <message>
        <source>Nothing looks wrong in this sentence.</source>
        <translation>这个句子没有发现问题。</translation>
    </message>
    <message>
        <source>Term: {source} → {target}, not used</source>
        <translation>术语：{source} → {target}，未使用</translation>
    </message>
    <message>
        <source>Term: {source} → {target}, used</source>
        <translation>术语：{source} → {target}，已使用</translation>
    </message>
    <message>
        <source>Use the term</source>
        <translation>使用术语</translation>
    </message>
    <message>
        <source>Translated back, “{sentence}” says: {text}</source>
        <translation>“{sentence}”回译为：{text}</translation>
    </message>
</context>
<context>
    <name>SetUpActions</name>
    <message>
        <source>Own actions…</source>
        <translation>自定义操作…</translation>
    </message>
    <message>
        <source>Write, import and change actions of your own</source>
        <translation>新建、导入和修改您自己的操作</translation>
    </message>
    <message>
        <source>My voice…</source>
        <translation>我的文风…</translation>
    </message>
    <message>
        <source>Samples of how you write</source>
        <translation>您的文字样本</translation>
    </message>
    <message>
        <source>Proofreading rules…</source>
        <translation>校对规则…</translation>
    </message>
    <message>
        <source>Switch rules on and off</source>
        <translation>打开或关闭规则</translation>
    </message>
    <message>
        <source>All actions and their keys</source>
        <translation>所有操作和快捷键</translation>
    </message>
    <message>
        <source>A list to read</source>
        <translation>一览表</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language of menus and messages.</source>
        <translation>菜单和消息的语言。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>In pixels, from 10 to 24.</source>
        <translation>以像素计，10 到 24。</translation>
    </message>
    <message>
        <source>Bits for each weight</source>
        <translation>每个权重的位数</translation>
    </message>
    <message>
        <source>Fewer bits take less memory. At a given size in memory, a larger model at 4 bits is nearly always better than a smaller one at more bits (Dettmers and Zettlemoyer, 2023). Very small models lose visibly at 4 bits; give them 8 or 16.</source>
        <translation>位数越少，占用内存越少。在内存大小相同的情况下，4 位的大模型几乎总比位数更多的小模型好（Dettmers 和 Zettlemoyer，2023）。很小的模型在 4 位时损失明显，宜用 8 位或 16 位。</translation>
    </message>
    <message>
        <source>Bits for what the model remembers of a conversation</source>
        <translation>对话记忆的位数</translation>
    </message>
    <message>
        <source>A long conversation takes memory of its own, beside the model&apos;s. At 8 bits it takes about half as much, and each word takes a little longer.</source>
        <translation>除模型本身外，长对话也要占用内存。用 8 位约省一半，每个词会稍慢一点。</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>As the model computes it.</source>
        <translation>与模型计算时相同。</translation>
    </message>
    <message>
        <source>Half the memory, hardly any loss.</source>
        <translation>内存减半，几乎没有损失。</translation>
    </message>
    <message>
        <source>Free the memory after minutes without work</source>
        <translation>闲置多少分钟后释放内存</translation>
    </message>
    <message>
        <source>0 keeps the models warm. A model that was let go is loaded again by itself when it is asked for the next time, which takes a moment.</source>
        <translation>0 表示模型一直留在内存中。已释放的模型下次用到时会自动重新加载，需要稍等片刻。</translation>
    </message>
    <message>
        <source>The model as it was made. Takes the most memory.</source>
        <translation>模型的原样，占用内存最多。</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>Hardly any loss, about half the memory of 16 bits. Often slower.</source>
        <translation>几乎没有损失，内存约为 16 位的一半，速度往往较慢。</translation>
    </message>
    <message>
        <source>4 bits (NF4), recommended</source>
        <translation>4 位（NF4），推荐</translation>
    </message>
    <message>
        <source>A small loss, about a third of the memory. Its steps are spaced the way the weights of language models are spread.</source>
        <translation>损失很小，内存约为三分之一。其量化刻度按语言模型权重的分布设置。</translation>
    </message>
    <message>
        <source>4 bits (FP4)</source>
        <translation>4 位（FP4）</translation>
    </message>
    <message>
        <source>As small as NF4, with evenly built floating-point steps. Usually a little less exact.</source>
        <translation>与 NF4 一样小，使用普通浮点刻度，通常略不精确。</translation>
    </message>
    <message>
        <source>Bits for the head of 4-bit models</source>
        <translation>4 位模型输出层的位数</translation>
    </message>
    <message>
        <source>The last matrix, which scores every word, stays at 16 bits in a 4-bit model and is a large part of a small one. At 8 bits it takes half the memory and is read faster on a processor.</source>
        <translation>为每个词打分的最后一个矩阵在 4 位模型中仍保持 16 位，在小模型里占很大一部分。改为 8 位后内存减半，在处理器上读取也更快。</translation>
    </message>
    <message>
        <source>The head as it was made.</source>
        <translation>保持输出层原样。</translation>
    </message>
    <message>
        <source>Half the memory of the head, hardly any loss.</source>
        <translation>输出层内存减半，几乎没有损失。</translation>
    </message>
    <message>
        <source>Model for support and writing</source>
        <translation>客服和写作所用的模型</translation>
    </message>
    <message>
        <source>A folder; empty for the starter that comes with Nibble.</source>
        <translation>一个文件夹；留空则使用 Nibble 自带的入门模型。</translation>
    </message>
    <message>
        <source>Model for translation</source>
        <translation>翻译所用的模型</translation>
    </message>
    <message>
        <source>Model for search by meaning</source>
        <translation>语义检索所用的模型</translation>
    </message>
    <message>
        <source>The folder of an embedding model, such as Qwen3-Embedding or bge-m3: it finds what means the same in other words or in another language. Empty searches by words alone.</source>
        <translation>向量模型的文件夹，例如 Qwen3-Embedding 或 bge-m3：意思相同而用词或语言不同的内容也能找到。留空则只按词语检索。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the model computes.</source>
        <translation>模型在哪里计算。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <source>NVIDIA graphics card (CUDA)</source>
        <translation>NVIDIA 显卡（CUDA）</translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation>Apple 图形处理器（MPS）</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>0 uses as many as the processor has cores.</source>
        <translation>0 表示与处理器核心数相同。</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>How many tokens of conversation and answer the model sees at once. More takes more memory; a model&apos;s own limit is never exceeded.</source>
        <translation>模型一次能看到的对话和回答的词元数。越多占用内存越多；不会超过模型自身的上限。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest word; higher is more varied.</source>
        <translation>0 总是选最可能的词；越高越多变。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Only the likeliest words that together reach this probability; 1 is all.</source>
        <translation>只在合计达到此概率的最可能词中选择；1 表示全部。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Only this many of the likeliest words; 0 is all.</source>
        <translation>只在这么多个最可能的词中选择；0 表示全部。</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Above 1, words that were used become less likely.</source>
        <translation>大于 1 时，用过的词更不容易再出现。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>In tokens; a token is about three quarters of a word.</source>
        <translation>以词元计；一个词元约为四分之三个英文单词。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same answer again; -1 is random.</source>
        <translation>相同的种子得到相同的回答；-1 表示随机。</translation>
    </message>
    <message>
        <source>Instructions for the assistant</source>
        <translation>给助手的说明</translation>
    </message>
    <message>
        <source>Said to the model before every conversation; empty for Nibble&apos;s own.</source>
        <translation>每次对话前告诉模型的话；留空则使用 Nibble 自带的。</translation>
    </message>
    <message>
        <source>The language you work in</source>
        <translation>您的工作语言</translation>
    </message>
    <message>
        <source>Messages in other languages are translated for you.</source>
        <translation>其他语言的消息会为您翻译。</translation>
    </message>
    <message>
        <source>As the window</source>
        <translation>与界面相同</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Put below every reply that is copied for a customer.</source>
        <translation>附在每条复制给客户的回复之后。</translation>
    </message>
    <message>
        <source>Store no personal data of customers</source>
        <translation>不存储客户的个人信息</translation>
    </message>
    <message>
        <source>Addresses, telephone, card and identity numbers are replaced by marks before anything is stored; you see the originals while the program runs.</source>
        <translation>地址、电话、卡号和证件号在存储之前会替换为标记；程序运行期间您仍能看到原文。</translation>
    </message>
    <message>
        <source>How sure the desk must be to answer</source>
        <translation>作答所需的把握</translation>
    </message>
    <message>
        <source>From 0 to 1; below it the desk asks back or hands over instead.</source>
        <translation>0 到 1；低于此值时改为追问或转交。</translation>
    </message>
    <message>
        <source>Mark English words that may be misspelt</source>
        <translation>标出可能拼错的英文单词</translation>
    </message>
    <message>
        <source>British and American spellings are both right.</source>
        <translation>英式和美式拼写都算正确。</translation>
    </message>
    <message>
        <source>Translate while typing</source>
        <translation>边输入边翻译</translation>
    </message>
    <message>
        <source>Begins after a short pause in typing.</source>
        <translation>输入稍停后开始。</translation>
    </message>
    <message>
        <source>Tell readers of exported documents that AI helped</source>
        <translation>在导出的文档中告知读者使用了 AI</translation>
    </message>
    <message>
        <source>Exports say “written with AI”, with the models, the dates and the share that a model wrote.</source>
        <translation>导出的文件会注明“AI 参与写作”，并写明所用模型、日期及由模型写成的比例。</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Where conversations and documents are kept; empty for the usual place. What is in the old folder stays there.</source>
        <translation>保存对话和文档的位置；留空则使用默认位置。旧文件夹里的内容留在原处。</translation>
    </message>
    <message>
        <source>Tone of what is written</source>
        <translation>写作的语气</translation>
    </message>
    <message>
        <source>For everything that you ask for without naming a tone. Proofreading, summaries, lists and translations keep that of the text.</source>
        <translation>用于所有没有指定语气的要求。校对、概括、列表和翻译保持原文的语气。</translation>
    </message>
    <message>
        <source>As in the text</source>
        <translation>与原文一致</translation>
    </message>
    <message>
        <source>Professional</source>
        <translation>专业</translation>
    </message>
    <message>
        <source>Friendly</source>
        <translation>亲切</translation>
    </message>
    <message>
        <source>Polite</source>
        <translation>委婉</translation>
    </message>
    <message>
        <source>Confident</source>
        <translation>自信</translation>
    </message>
    <message>
        <source>Academic</source>
        <translation>学术</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>通俗</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>正式</translation>
    </message>
    <message>
        <source>Concise</source>
        <translation>简洁</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>温暖</translation>
    </message>
    <message>
        <source>Apologetic</source>
        <translation>致歉</translation>
    </message>
    <message>
        <source>Official</source>
        <translation>公文</translation>
    </message>
    <message>
        <source>My voice</source>
        <translation>我的文风</translation>
    </message>
    <message>
        <source>Show how the text could go on</source>
        <translation>提示后文</translation>
    </message>
    <message>
        <source>In grey at the cursor. Tab takes it, Ctrl+Right takes a word, typing on lets it go.</source>
        <translation>以灰色显示在光标处。按 Tab 采用，按 Ctrl+→ 采用一个词，继续输入则不采用。</translation>
    </message>
    <message>
        <source>Only with Ctrl+Space</source>
        <translation>仅在按 Ctrl+空格时</translation>
    </message>
    <message>
        <source>After a pause in typing</source>
        <translation>输入停顿之后</translation>
    </message>
    <message>
        <source>Pause before it is shown</source>
        <translation>停顿多久后提示</translation>
    </message>
    <message>
        <source>In thousandths of a second, from 200 to 5000.</source>
        <translation>以毫秒计，从 200 到 5000。</translation>
    </message>
    <message>
        <source>Variants side by side</source>
        <translation>并列的候选数量</translation>
    </message>
    <message>
        <source>From 1 to 5. Each takes as long to write as the first one did.</source>
        <translation>从 1 到 5。每多一个，就要多花一次生成的时间。</translation>
    </message>
    <message>
        <source>Spaces between Chinese and Latin letters or digits</source>
        <translation>中文与字母、数字之间的空格</translation>
    </message>
    <message>
        <source>No standard asks for them and publishers differ, so proofreading leaves them alone until you choose a style. The other rules have their switches in the writing mode.</source>
        <translation>没有标准要求这种空格，各家出版物做法不一，所以在您选定之前校对不会改动它们。其他规则的开关在写作模式里。</translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Put them in</source>
        <translation>加上空格</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>去掉空格</translation>
    </message>
    <message>
        <source>Hub that models are got from</source>
        <translation>获取模型的站点</translation>
    </message>
    <message>
        <source>The address of a hub that works like Hugging Face&apos;s; empty for huggingface.co. Nothing is asked of it before you get a model.</source>
        <translation>与 Hugging Face 工作方式相同的站点网址；留空则用 huggingface.co。在您获取模型之前不会向它发出任何请求。</translation>
    </message>
    <message>
        <source>Mirrors</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>One on each line, asked in this order where the hub does not answer: an address such as https://hf-mirror.com, modelscope+https://modelscope.cn, or a folder with models. A mirror never gets your token.</source>
        <translation>每行一个，站点无响应时按此顺序询问：如 https://hf-mirror.com 的网址、modelscope+https://modelscope.cn，或存放模型的文件夹。镜像永远不会得到您的令牌。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Changes are kept at once. Each setting says when it takes effect.</source>
        <translation>更改会立即保存。每项设置都注明何时生效。</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Where models come from</source>
        <translation>模型来源</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
</context>
<context>
    <name>ShadedText</name>
    <message>
        <source>The answer, shaded by how sure the model was</source>
        <translation>回答，按模型的把握着色</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Terms, memory and history</source>
        <translation>术语、记忆和历史</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>关闭面板</translation>
    </message>
</context>
<context>
    <name>SourcesTab</name>
    <message>
        <source>A watched folder is read again by itself while this page is open.</source>
        <translation>在本页打开期间，受监视的文件夹会自动重新读取。</translation>
    </message>
</context>
<context>
    <name>Speller</name>
    <message>
        <source>Spelling marks are switched off in the settings</source>
        <translation>拼写标记已在设置中关闭</translation>
    </message>
    <message>
        <source>Every English word here is in the dictionary</source>
        <translation>这里的英文单词都在词典中</translation>
    </message>
    <message>
        <source>No suggestion for “{word}”</source>
        <translation>“{word}”没有建议</translation>
    </message>
    <message>
        <source>Add to the dictionary</source>
        <translation>添加到词典</translation>
    </message>
    <message>
        <source>Ignore until Nibble is closed</source>
        <translation>本次忽略</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Nibble is open already</source>
        <translation>Nibble 已经打开</translation>
    </message>
    <message>
        <source>Another window works with the data in {folder}. Go on in that one, or close it and start Nibble again.</source>
        <translation>另一个窗口正在使用 {folder} 中的数据。请在那个窗口中继续，或将其关闭后重新启动 Nibble。</translation>
    </message>
    <message>
        <source>Your data comes from a later version of Nibble</source>
        <translation>您的数据来自更新版本的 Nibble</translation>
    </message>
    <message>
        <source>Nothing was changed in {path}. Install the version you had, or choose another data folder: in {config}, under [data], the key folder.</source>
        <translation>{path} 未作任何改动。请安装原来的版本，或另选一个数据文件夹：在 {config} 的 [data] 下设置 folder。</translation>
    </message>
    <message>
        <source>Nibble cannot open its data</source>
        <translation>Nibble 无法打开数据</translation>
    </message>
    <message>
        <source>The file {path} cannot be used: {reason}. Nothing was changed in it. Check that the folder is there, that you may write in it and that the disk has room, then start Nibble again.</source>
        <translation>无法使用文件 {path}：{reason}。文件未作任何改动。请确认文件夹存在、您有写入权限且磁盘有空间，然后重新启动 Nibble。</translation>
    </message>
    <message>
        <source>Nibble cannot open a window here: there is no display.</source>
        <translation>Nibble 在这里无法打开窗口：没有显示器。</translation>
    </message>
    <message>
        <source>The same work goes without one:</source>
        <translation>没有窗口也能完成同样的工作：</translation>
    </message>
    <message>
        <source>Nibble cannot open a window: this system lacks {names}.</source>
        <translation>Nibble 无法打开窗口：系统缺少 {names}。</translation>
    </message>
    <message>
        <source>Install them with: {command}</source>
        <translation>安装命令：{command}</translation>
    </message>
    <message>
        <source>The same work goes without a window:</source>
        <translation>没有窗口也能完成同样的工作：</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>What it is about: notes, facts, what the reader is to know or do afterwards</source>
        <translation>写什么：要点、事实，读者读完应该知道什么或做什么</translation>
    </message>
    <message>
        <source>such as “the committee” or “new customers”</source>
        <translation>例如“委员会”或“新客户”</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Make an outline</source>
        <translation>列提纲</translation>
    </message>
    <message>
        <source>Take the document’s headings</source>
        <translation>采用文档里的标题</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Back to the outline</source>
        <translation>回到提纲</translation>
    </message>
    <message>
        <source>Making an outline…</source>
        <translation>正在列提纲…</translation>
    </message>
    <message>
        <source>Say what it is about, or choose a template.</source>
        <translation>请说明写什么，或者选择一个模板。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>写什么？</translation>
    </message>
    <message>
        <source>Title (may be empty)</source>
        <translation>题目（可不填）</translation>
    </message>
    <message>
        <source>For whom?</source>
        <translation>写给谁？</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>篇幅</translation>
    </message>
    <message>
        <source>Sections of a template</source>
        <translation>模板的章节</translation>
    </message>
    <message>
        <source>For a long document: make an outline, put it in order, and have it drafted section by section. What you wrote yourself is never changed.</source>
        <translation>写长文档：先列提纲，排好顺序，再逐节起草。您自己写的文字不会被改动。</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>State of the engine</source>
        <translation>引擎状态</translation>
    </message>
    <message>
        <source>Restart the engine</source>
        <translation>重新启动引擎</translation>
    </message>
    <message>
        <source>Everything stays on this computer</source>
        <translation>所有内容都留在这台电脑上</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Other translations</source>
        <translation>其他译法</translation>
    </message>
    <message>
        <source>Looking for other words…</source>
        <translation>正在查找其他译法…</translation>
    </message>
    <message>
        <source>Looking for other translations…</source>
        <translation>正在查找其他译文…</translation>
    </message>
    <message>
        <source>The model has no other words here.</source>
        <translation>模型在此处没有其他译法。</translation>
    </message>
    <message>
        <source>The model has no other translation of this sentence.</source>
        <translation>模型没有这个句子的其他译文。</translation>
    </message>
    <message>
        <source>Other translations of the sentence</source>
        <translation>整句的其他译法</translation>
    </message>
</context>
<context>
    <name>SummaryPane</name>
    <message>
        <source>Form of the summary</source>
        <translation>摘要的形式</translation>
    </message>
    <message>
        <source>A point for each section</source>
        <translation>每节一个要点</translation>
    </message>
    <message>
        <source>One paragraph</source>
        <translation>一段话</translation>
    </message>
    <message>
        <source>A title</source>
        <translation>一个标题</translation>
    </message>
    <message>
        <source>Summarise the document</source>
        <translation>概括全文</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress of the summary</source>
        <translation>摘要进度</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>The summary comes here. Every section is read, none is left out.</source>
        <translation>摘要会显示在这里。每一节都会读到，不会遗漏。</translation>
    </message>
    <message>
        <source>Insert at the top</source>
        <translation>插入到开头</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>There is nothing to sum up yet.</source>
        <translation>还没有可以概括的内容。</translation>
    </message>
    <message>
        <source>Reading {number} of {total}: {heading}</source>
        <translation>正在读第 {number} 部分，共 {total} 部分：{heading}</translation>
    </message>
    <message>
        <source>Step {number} of {total}</source>
        <translation>第 {number} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>Parts that were read: {count}</source>
        <translation>已读部分：{count}</translation>
    </message>
    <message>
        <source>This model is too small for it. Try the points, or a larger model.</source>
        <translation>这个模型太小，做不到。请改用要点，或换用更大的模型。</translation>
    </message>
    <message>
        <source>The model could not sum up some parts; their first sentences stand for them: {names}</source>
        <translation>有些部分模型没能概括，以它们的开头几句代替：{names}</translation>
    </message>
    <message>
        <source>Summary of the whole document</source>
        <translation>全文摘要</translation>
    </message>
</context>
<context>
    <name>SupportPage</name>
    <message>
        <source>Desk</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>常用文本</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Search test</source>
        <translation>检索测试</translation>
    </message>
    <message>
        <source>Reply test</source>
        <translation>回复测试</translation>
    </message>
</context>
<context>
    <name>SupportView</name>
    <message>
        <source>What does your customer ask?</source>
        <translation>客户问了什么？</translation>
    </message>
    <message>
        <source>Write or paste the message; the model on this computer drafts a reply. You can edit, regenerate and compare versions.</source>
        <translation>输入或粘贴客户的消息，本机的模型会起草回复。您可以编辑、重新生成并比较各个版本。</translation>
    </message>
    <message>
        <source>How do I return an item?</source>
        <translation>我想退货，怎么办？</translation>
    </message>
    <message>
        <source>Where is my order?</source>
        <translation>我的订单在哪里？</translation>
    </message>
    <message>
        <source>I want to change my delivery address.</source>
        <translation>我想修改收货地址。</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line, / offers prompts.</source>
        <translation>Enter 发送，Shift+Enter 换行，/ 选择提示词。</translation>
    </message>
    <message>
        <source>The usual instructions, in the language of the message</source>
        <translation>通常的说明，语言随消息而定</translation>
    </message>
    <message>
        <source>The conversation is longer than the model can see</source>
        <translation>对话超出了模型能看到的长度</translation>
    </message>
    <message>
        <source>Its {count} oldest messages were left out of this reply.</source>
        <translation>这条回复没有用到最早的 {count} 条消息。</translation>
    </message>
    <message>
        <source>The message and what follows it were deleted</source>
        <translation>已删除这条消息及其后的内容</translation>
    </message>
    <message>
        <source>The conversation was deleted</source>
        <translation>已删除对话</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>在浏览器中打开这个地址吗？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>Open table…</source>
        <translation>打开表格…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>More for this table</source>
        <translation>此表格的更多操作</translation>
    </message>
    <message>
        <source>Column of the messages</source>
        <translation>消息所在的列</translation>
    </message>
    <message>
        <source>Only quote the documents</source>
        <translation>只引用文档原文</translation>
    </message>
    <message>
        <source>Which messages are shown</source>
        <translation>显示哪些消息</translation>
    </message>
    <message>
        <source>Which intents are shown</source>
        <translation>显示哪些意图</translation>
    </message>
    <message>
        <source>All intents</source>
        <translation>全部意图</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>消息所在列</translation>
    </message>
    <message>
        <source>Answers from</source>
        <translation>答案来源</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>The table was written: {name}</source>
        <translation>表格已写入：{name}</translation>
    </message>
    <message>
        <source>A table of messages</source>
        <translation>消息表格</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>{done} of {total} answered, {handed} handed over, {failed} failed</source>
        <translation>共 {total} 条，已处理 {done} 条，转人工 {handed} 条，失败 {failed} 条</translation>
    </message>
    <message>
        <source>Open a table of messages</source>
        <translation>打开消息表格</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export with personal data…</source>
        <translation>导出（含个人信息）…</translation>
    </message>
    <message>
        <source>Answer the selected messages again</source>
        <translation>重新处理所选消息</translation>
    </message>
    <message>
        <source>Answer many messages at once</source>
        <translation>一次处理多条消息</translation>
    </message>
    <message>
        <source>Drop a CSV, XLSX or JSONL file here, or open one. Each message gets an intent, a draft with its sources, and a note where a colleague should answer.</source>
        <translation>把 CSV、XLSX 或 JSONL 文件拖到这里，或打开一个文件。每条消息都会得到意图、附来源的草稿，需要同事答复的会标明。</translation>
    </message>
</context>
<context>
    <name>TableWords</name>
    <message>
        <source>All messages</source>
        <translation>全部消息</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已转人工</translation>
    </message>
    <message>
        <source>Not quite sure</source>
        <translation>不太有把握</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Quoted</source>
        <translation>引用</translation>
    </message>
</context>
<context>
    <name>TemplateChooser</name>
    <message>
        <source>Language of the document</source>
        <translation>文档的语言</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Preview of the document</source>
        <translation>文档预览</translation>
    </message>
    <message>
        <source>Make the document</source>
        <translation>创建文档</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>What is typed after the /</source>
        <translation>在 / 后面输入的词</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Fields of the text</source>
        <translation>正文中的字段</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Shortcut</source>
        <translation>快捷词(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>TemplateFields</name>
    <message>
        <source>{field} (may be empty)</source>
        <translation>{field}（可留空）</translation>
    </message>
    <message>
        <source>A number, please, like {example}.</source>
        <translation>请填写数字，例如 {example}。</translation>
    </message>
    <message>
        <source>A date, please, like {example}.</source>
        <translation>请填写日期，例如 {example}。</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
</context>
<context>
    <name>TemplateForm</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Fill in &amp;later</source>
        <translation>稍后填写(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
</context>
<context>
    <name>TemplateList</name>
    <message>
        <source>Nothing has this name.</source>
        <translation>没有这个名称的内容。</translation>
    </message>
</context>
<context>
    <name>TermModel</name>
    <message>
        <source>Text</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>Not</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>Words that are not to be used, with a semicolon between them</source>
        <translation>不应使用的词，用分号隔开</translation>
    </message>
</context>
<context>
    <name>TermsPart</name>
    <message>
        <source>Search terms, names and facts</source>
        <translation>搜索用词、名称和事实</translation>
    </message>
    <message>
        <source>Terms, names and facts</source>
        <translation>用词、名称和事实</translation>
    </message>
    <message>
        <source>{count} entries; search to see the others.</source>
        <translation>共 {count} 条，搜索可以看到其余的。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Words you always write one way, names, and facts to keep to. Those that the text has go with every request to the model; what is not to be used is marked.</source>
        <translation>固定写法的词、名称和要遵守的事实。文中出现的会随每次请求交给模型，不该使用的写法会标出来。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>in the text: {count}</source>
        <translation>文中 {count} 处</translation>
    </message>
    <message>
        <source>not: {words}</source>
        <translation>不用：{words}</translation>
    </message>
    <message>
        <source>Words of my texts</source>
        <translation>我的用词</translation>
    </message>
    <message>
        <source>There is an entry with these words already.</source>
        <translation>已经有一条同样的记录。</translation>
    </message>
    <message>
        <source>“{word}” is deleted</source>
        <translation>已删除“{word}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TermsTab</name>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Use these terms</source>
        <translation>使用这些术语</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Add the term</source>
        <translation>添加术语</translation>
    </message>
    <message>
        <source>More for this glossary</source>
        <translation>此术语表的更多操作</translation>
    </message>
    <message>
        <source>New glossary…</source>
        <translation>新建术语表…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Import terms…</source>
        <translation>导入术语…</translation>
    </message>
    <message>
        <source>Export terms…</source>
        <translation>导出术语…</translation>
    </message>
    <message>
        <source>Delete the glossary</source>
        <translation>删除术语表</translation>
    </message>
    <message>
        <source>No glossary yet</source>
        <translation>还没有术语表</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>正在读取 {file}…</translation>
    </message>
    <message>
        <source>{count} terms are in {file}.</source>
        <translation>已将 {count} 个术语写入 {file}。</translation>
    </message>
    <message>
        <source>Deleted terms: {count}</source>
        <translation>已删除的术语：{count}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Terms that were read: {count}</source>
        <translation>读取的术语：{count}</translation>
    </message>
    <message>
        <source>New term: {language}</source>
        <translation>新术语：{language}</translation>
    </message>
    <message>
        <source>Add a term below, or import a file: it is then translated your way.</source>
        <translation>在下方添加术语，或导入文件，之后就会按您的方式翻译。</translation>
    </message>
    <message>
        <source>New glossary</source>
        <translation>新建术语表</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rename the glossary</source>
        <translation>重命名术语表</translation>
    </message>
    <message>
        <source>Import terms</source>
        <translation>导入术语</translation>
    </message>
    <message>
        <source>Export terms</source>
        <translation>导出术语</translation>
    </message>
    <message>
        <source>The glossary “{name}” is deleted.</source>
        <translation>术语表“{name}”已删除。</translation>
    </message>
    <message>
        <source>This term is there already.</source>
        <translation>这个术语已经存在。</translation>
    </message>
    <message>
        <source>Search the terms</source>
        <translation>搜索术语</translation>
    </message>
</context>
<context>
    <name>TestMaking</name>
    <message>
        <source>Ask for a suggestion first; then make a test of it.</source>
        <translation>请先生成建议回复，再存为测试。</translation>
    </message>
    <message>
        <source>This message is a test now</source>
        <translation>这条消息已存为测试</translation>
    </message>
    <message>
        <source>It must be handed over.</source>
        <translation>必须转交。</translation>
    </message>
    <message>
        <source>A right answer holds: {facts}. Change it under Reply test.</source>
        <translation>正确的回答包含：{facts}。可在“回复测试”里修改。</translation>
    </message>
</context>
<context>
    <name>TextFiles</name>
    <message>
        <source>Texts that were written: {count}</source>
        <translation>已写出的文本：{count}</translation>
    </message>
    <message>
        <source>Import texts</source>
        <translation>导入文本</translation>
    </message>
    <message>
        <source>Export texts</source>
        <translation>导出文本</translation>
    </message>
    <message>
        <source>Left out, by line or number: {count}</source>
        <translation>未导入（按行号或序号）：{count}</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Personal data: only a mark of it is stored</source>
        <translation>个人信息：只存储标记</translation>
    </message>
</context>
<context>
    <name>ThresholdPanel</name>
    <message>
        <source>How sure the desk must be to answer</source>
        <translation>工作台要多有把握才回答</translation>
    </message>
    <message>
        <source>At most 5 % wrong</source>
        <translation>出错不超过 5 %</translation>
    </message>
    <message>
        <source>From {threshold} on: {coverage} % of the answerable questions are answered, and {error} % of the answers are wrong ({wrong} of {answered}).</source>
        <translation>从 {threshold} 起：能回答的问题中有 {coverage} % 得到回答，其中 {error} % 的回答有误（{answered} 个中有 {wrong} 个）。</translation>
    </message>
</context>
<context>
    <name>TokenRow</name>
    <message>
        <source>Token for the hub</source>
        <translation>站点令牌</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>For models whose licence has to be accepted first. The system&apos;s key ring keeps it; it is in no file of Nibble, and goes to the hub alone.</source>
        <translation>用于需要先接受许可协议的模型。令牌由系统钥匙串保管，不在 Nibble 的任何文件中，也只发给该站点。</translation>
    </message>
    <message>
        <source>A token is kept</source>
        <translation>已保存令牌</translation>
    </message>
    <message>
        <source>NIBBLE_HUB_TOKEN or HF_TOKEN is set in the environment and is used.</source>
        <translation>环境变量 NIBBLE_HUB_TOKEN 或 HF_TOKEN 已设置，将使用它。</translation>
    </message>
    <message>
        <source>This system has no key ring that Nibble can use. Set NIBBLE_HUB_TOKEN or HF_TOKEN in the environment instead.</source>
        <translation>此系统没有 Nibble 可用的钥匙串。请改为设置环境变量 NIBBLE_HUB_TOKEN 或 HF_TOKEN。</translation>
    </message>
</context>
<context>
    <name>ToneMenu</name>
    <message>
        <source>For all that I ask for</source>
        <translation>我的所有要求都用</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Show earlier messages</source>
        <translation>显示更早的消息</translation>
    </message>
</context>
<context>
    <name>Translating</name>
    <message>
        <source>The reply is in the customer&apos;s language already: {language}.</source>
        <translation>回复已经是客户的语言：{language}。</translation>
    </message>
    <message>
        <source>Translating for the customer…</source>
        <translation>正在为客户翻译…</translation>
    </message>
</context>
<context>
    <name>TranslationPage</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Documents ({count} not finished)</source>
        <translation>文档（{count} 个未完成）</translation>
    </message>
    <message>
        <source>Detect the language</source>
        <translation>自动检测</translation>
    </message>
</context>
<context>
    <name>TranslationPane</name>
    <message>
        <source>The reply in the customer&apos;s language</source>
        <translation>客户语言的回复</translation>
    </message>
    <message>
        <source>For the customer, in {language}</source>
        <translation>给客户的{language}版本</translation>
    </message>
    <message>
        <source>Translated back: {text}</source>
        <translation>回译：{text}</translation>
    </message>
    <message>
        <source>The draft was changed since: translate it again.</source>
        <translation>草稿之后有改动，请重新翻译。</translation>
    </message>
</context>
<context>
    <name>TranslationView</name>
    <message>
        <source>Terms, memory and history</source>
        <translation>术语、记忆和历史</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 个字符</translation>
    </message>
    <message>
        <source>Translating…</source>
        <translation>正在翻译…</translation>
    </message>
    <message>
        <source>Sentences that need a look: {count}</source>
        <translation>需要检查的句子：{count}</translation>
    </message>
</context>
<context>
    <name>TrashRow</name>
    <message>
        <source>Put it back</source>
        <translation>放回原处</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Delete {model} for good? This cannot be undone. {size} become free.</source>
        <translation>要彻底删除 {model} 吗？此操作无法撤销，将释放 {size} 空间。</translation>
    </message>
</context>
<context>
    <name>UpkeepWork</name>
    <message>
        <source>A model is being checked, moved or removed. Wait for its end, or stop it.</source>
        <translation>正在检查、移动或移除一个模型。请等它结束，或将其停止。</translation>
    </message>
</context>
<context>
    <name>VariantsBar</name>
    <message>
        <source>Variants</source>
        <translation>几种写法</translation>
    </message>
    <message>
        <source>Variant {number}</source>
        <translation>写法 {number}</translation>
    </message>
</context>
<context>
    <name>VectorRow</name>
    <message>
        <source>Search by meaning</source>
        <translation>按含义检索</translation>
    </message>
    <message>
        <source>Without a model for it, passages are found by their words, synonyms and spellings. Add an embedding model on the page of the models.</source>
        <translation>没有相应模型时，段落按词语、同义词和拼写查找。可在“模型”页添加一个嵌入模型。</translation>
    </message>
    <message>
        <source>{model} has read {done} of {total} passages.</source>
        <translation>{model} 已读取 {done}/{total} 个段落。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Read the passages</source>
        <translation>读取段落</translation>
    </message>
    <message>
        <source>The model did not learn: {languages}. There it finds little.</source>
        <translation>该模型没有学过：{languages}，在这些语言中找到的内容很少。</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Versions, the newest first</source>
        <translation>版本，最新的在前</translation>
    </message>
</context>
<context>
    <name>VoicePage</name>
    <message>
        <source>Samples that are kept</source>
        <translation>已保存的样本</translation>
    </message>
    <message>
        <source>&amp;Keep this sample</source>
        <translation>保存这个样本(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Open a file…</source>
        <translation>打开文件(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;New sample</source>
        <translation>新样本(&amp;N)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The sample is kept</source>
        <translation>样本已保存</translation>
    </message>
    <message>
        <source>The sample was deleted</source>
        <translation>样本已删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{count} characters: from {least} on a sample tells how you write.</source>
        <translation>{count} 个字符：达到 {least} 个字符，样本才能看出您的写法。</translation>
    </message>
    <message>
        <source>Two or three texts of a page each are enough.</source>
        <translation>两三篇一页左右的文字就够了。</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 个字符</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>{count}, which is short</source>
        <translation>{count}，偏短</translation>
    </message>
    <message>
        <source>Open a sample of your writing</source>
        <translation>打开您的文字样本</translation>
    </message>
    <message>
        <source>Texts that you wrote yourself, such as mails or reports. With the tone “My voice” the model is shown a part of them. They stay on this computer.</source>
        <translation>您自己写的文字，例如邮件或报告。选用“我的文风”时，模型会看到其中的一部分。它们只留在这台电脑上。</translation>
    </message>
    <message>
        <source>A sample of your writing</source>
        <translation>您的文字样本</translation>
    </message>
    <message>
        <source>Paste a text of yours here, or drop a file.</source>
        <translation>把您写的文字粘贴到这里，或拖入文件。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Answer from your own documents</source>
        <translation>用您自己的文档来回答</translation>
    </message>
    <message>
        <source>Drop a folder or files here: Markdown, text, HTML, Word, PDF, tables of questions and answers, JSON. They are read on this computer and stay where they are.</source>
        <translation>将文件夹或文件拖到这里：Markdown、文本、HTML、Word、PDF、问答表格、JSON。它们只在这台电脑上读取，并留在原处。</translation>
    </message>
    <message>
        <source>Try with the sample shop</source>
        <translation>用示例商店试试</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome to Nibble</source>
        <translation>欢迎使用 Nibble</translation>
    </message>
    <message>
        <source>It answers customers, writes and translates in Chinese and English with language models that run on this computer. Nothing you type leaves it.</source>
        <translation>它用在这台电脑上运行的语言模型，以中文和英文答复客户、写作和翻译。您输入的内容不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Get an answer now</source>
        <translation>马上得到一个回答</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>正在查看这台电脑…</translation>
    </message>
    <message>
        <source>No larger model fits here now: the starter it is.</source>
        <translation>这里目前放不下更大的模型，就用入门模型吧。</translation>
    </message>
    <message>
        <source>Try it with what is here</source>
        <translation>用现有的模型试试</translation>
    </message>
    <message>
        <source>Nibble comes with two tiny models, which answer a shop&apos;s customers and translate everyday sentences. They show how it works, and are often wrong.</source>
        <translation>Nibble 自带两个很小的模型，能答复商店顾客、翻译日常句子。它们只为展示用法，经常会出错。</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>For real work</source>
        <translation>用于实际工作</translation>
    </message>
    <message>
        <source>See all models</source>
        <translation>查看全部模型</translation>
    </message>
</context>
<context>
    <name>WishField</name>
    <message>
        <source>Tone or instruction</source>
        <translation>语气或要求</translation>
    </message>
    <message>
        <source>formal</source>
        <translation>正式</translation>
    </message>
    <message>
        <source>informal</source>
        <translation>非正式</translation>
    </message>
    <message>
        <source>For example: formal; for a shop&apos;s website; keep the names in English</source>
        <translation>例如：正式；用于网店页面；人名保留英文</translation>
    </message>
    <message>
        <source>No model is loaded yet.</source>
        <translation>还没有加载模型。</translation>
    </message>
    <message>
        <source>The loaded model can only translate. A chat model in the role of the translator follows a tone or an instruction: choose one under Models.</source>
        <translation>当前加载的模型只能翻译。用聊天模型担任翻译时，才能遵循语气或要求；请在“模型”中选择。</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <source>There is no text to work on yet</source>
        <translation>这里还没有可以处理的文字</translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph, select a part, or let it work on the whole document.</source>
        <translation>请把光标放在一个段落里，选中一部分，或者让它处理整篇文稿。</translation>
    </message>
    <message>
        <source>Write or paste something first.</source>
        <translation>请先写点什么，或者粘贴一段文字。</translation>
    </message>
    <message>
        <source>The text has changed since you asked</source>
        <translation>您提出要求之后，文字已经改动了</translation>
    </message>
    <message>
        <source>Ask once more.</source>
        <translation>请再要求一次。</translation>
    </message>
    <message>
        <source>The model is still at work</source>
        <translation>模型还在工作</translation>
    </message>
    <message>
        <source>Wait for it, or stop it first.</source>
        <translation>请等它完成，或者先停止它。</translation>
    </message>
</context>
<context>
    <name>WordCard</name>
    <message>
        <source>What could have stood here</source>
        <translation>这里本来可能出现的词</translation>
    </message>
    <message>
        <source>“{word}”: {percent}</source>
        <translation>“{word}”：{percent}</translation>
    </message>
    <message>
        <source>Select another word above</source>
        <translation>请在上面选另一个词</translation>
    </message>
    <message>
        <source>Continue from here with “{word}”</source>
        <translation>从这里用“{word}”接着写</translation>
    </message>
    <message>
        <source>Here the answer would have ended</source>
        <translation>选它的话，回答到这里就结束了</translation>
    </message>
</context>
<context>
    <name>WritingActions</name>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Goes on from the cursor</source>
        <translation>从光标处接着写</translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>Says the same in other words</source>
        <translation>换一种说法，意思不变</translation>
    </message>
    <message>
        <source>Proofread</source>
        <translation>校对</translation>
    </message>
    <message>
        <source>Corrects by rules and by the model, with reasons</source>
        <translation>按规则和模型纠错，并说明理由</translation>
    </message>
    <message>
        <source>Proofread by rules only</source>
        <translation>只按规则校对</translation>
    </message>
    <message>
        <source>Needs no model and is there at once</source>
        <translation>不用模型，立刻就有结果</translation>
    </message>
    <message>
        <source>Shorten</source>
        <translation>缩短</translation>
    </message>
    <message>
        <source>Says it in fewer words</source>
        <translation>用更少的字说清楚</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>扩写</translation>
    </message>
    <message>
        <source>Says it in more detail</source>
        <translation>写得更充实</translation>
    </message>
    <message>
        <source>Simplify</source>
        <translation>简化</translation>
    </message>
    <message>
        <source>Short sentences, everyday words</source>
        <translation>短句子，日常用词</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>概括</translation>
    </message>
    <message>
        <source>Says in a paragraph what it comes to</source>
        <translation>用一段话说出要旨</translation>
    </message>
    <message>
        <source>Key points</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>Sums it up point by point</source>
        <translation>逐条列出要点</translation>
    </message>
    <message>
        <source>Find a title</source>
        <translation>拟标题</translation>
    </message>
    <message>
        <source>Sums it up as a title</source>
        <translation>概括成一个标题</translation>
    </message>
    <message>
        <source>Make a list</source>
        <translation>改成列表</translation>
    </message>
    <message>
        <source>The same as a list</source>
        <translation>内容不变，排成列表</translation>
    </message>
    <message>
        <source>Make a table</source>
        <translation>改成表格</translation>
    </message>
    <message>
        <source>The same as a table</source>
        <translation>内容不变，排成表格</translation>
    </message>
    <message>
        <source>Professional</source>
        <translation>专业</translation>
    </message>
    <message>
        <source>Friendly</source>
        <translation>亲切</translation>
    </message>
    <message>
        <source>Polite</source>
        <translation>委婉</translation>
    </message>
    <message>
        <source>Confident</source>
        <translation>自信</translation>
    </message>
    <message>
        <source>Academic</source>
        <translation>学术</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>通俗</translation>
    </message>
    <message>
        <source>My voice</source>
        <translation>我的文风</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>正式</translation>
    </message>
    <message>
        <source>Concise</source>
        <translation>简洁</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>温暖</translation>
    </message>
    <message>
        <source>Apologetic</source>
        <translation>致歉</translation>
    </message>
    <message>
        <source>Official</source>
        <translation>公文</translation>
    </message>
    <message>
        <source>As in the text</source>
        <translation>与原文一致</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>Tone: {tone}</source>
        <translation>语气：{tone}</translation>
    </message>
    <message>
        <source>Says the same in this tone</source>
        <translation>用这种语气说同样的意思</translation>
    </message>
    <message>
        <source>Says the same as you would write it</source>
        <translation>按您自己的写法说同样的意思</translation>
    </message>
    <message>
        <source>There are no samples of your writing yet. Give some under “My voice”.</source>
        <translation>还没有您的文字样本，请先在“我的文风”里添加。</translation>
    </message>
    <message>
        <source>Translate into</source>
        <translation>翻译成</translation>
    </message>
    <message>
        <source>Translate into {language}</source>
        <translation>翻译成{language}</translation>
    </message>
    <message>
        <source>Puts the translation in place of the text</source>
        <translation>用译文替换这段文字</translation>
    </message>
    <message>
        <source>An action of your own</source>
        <translation>您自己的操作</translation>
    </message>
</context>
<context>
    <name>WritingEditor</name>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>WritingOptions</name>
    <message>
        <source>Back to the text</source>
        <translation>回到文稿</translation>
    </message>
    <message>
        <source>Own actions</source>
        <translation>自定义操作</translation>
    </message>
    <message>
        <source>My voice</source>
        <translation>我的文风</translation>
    </message>
    <message>
        <source>Proofreading rules</source>
        <translation>校对规则</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>Set up writing</source>
        <translation>写作设置</translation>
    </message>
</context>
<context>
    <name>WritingPage</name>
    <message>
        <source>The model is still at work.</source>
        <translation>模型还在工作。</translation>
    </message>
    <message>
        <source>There is no model for it. Choose one on the Models page.</source>
        <translation>没有可用的模型，请在“模型”页选择一个。</translation>
    </message>
    <message>
        <source>Go on in grey at the cursor</source>
        <translation>在光标处以灰字续写</translation>
    </message>
    <message>
        <source>Tab takes it, Ctrl+Right takes a word</source>
        <translation>Tab 全部采用，Ctrl+→ 采用一个词</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新建文稿</translation>
    </message>
    <message>
        <source>New from a template…</source>
        <translation>从模板新建…</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>另存为文件…</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>导出为 PDF…</translation>
    </message>
    <message>
        <source>About this document</source>
        <translation>关于这份文稿</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message>
        <source>Search all documents</source>
        <translation>在所有文稿中搜索</translation>
    </message>
    <message>
        <source>Show the changes</source>
        <translation>显示修改</translation>
    </message>
    <message>
        <source>Show outline and draft</source>
        <translation>显示大纲和草稿</translation>
    </message>
    <message>
        <source>Show terms and names</source>
        <translation>显示术语和名称</translation>
    </message>
    <message>
        <source>Show the history</source>
        <translation>显示历史版本</translation>
    </message>
    <message>
        <source>Show how sure the model was</source>
        <translation>显示模型的把握程度</translation>
    </message>
    <message>
        <source>Focus mode</source>
        <translation>专注模式</translation>
    </message>
    <message>
        <source>Show or hide the documents</source>
        <translation>显示或隐藏文稿列表</translation>
    </message>
</context>
<context>
    <name>WritingPane</name>
    <message>
        <source>Writing…</source>
        <translation>正在写…</translation>
    </message>
    <message>
        <source>Proposal that is being written</source>
        <translation>正在写的建议</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>WritingParts</name>
    <message>
        <source>Changes</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Outline and draft</source>
        <translation>大纲和草稿</translation>
    </message>
    <message>
        <source>Terms and names</source>
        <translation>术语和名称</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史版本</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>把握程度</translation>
    </message>
    <message>
        <source>About this document</source>
        <translation>关于这份文稿</translation>
    </message>
</context>
<context>
    <name>_FindField</name>
    <message>
        <source>Find in the text</source>
        <translation>在文本中查找</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Back to the default: {title}</source>
        <translation>恢复默认值：{title}</translation>
    </message>
    <message>
        <source>“{line}” is neither an address nor a folder that is there.</source>
        <translation>“{line}”既不是网址，也不是现有的文件夹。</translation>
    </message>
    <message>
        <source>This value is not possible; the old one stays.</source>
        <translation>不能使用这个值，保留原来的值。</translation>
    </message>
    <message>
        <source>Takes effect at once.</source>
        <translation>立即生效。</translation>
    </message>
    <message>
        <source>Takes effect by loading the model again, now.</source>
        <translation>现在重新加载模型后生效。</translation>
    </message>
    <message>
        <source>Takes effect when Nibble starts the next time.</source>
        <translation>下次启动 Nibble 时生效。</translation>
    </message>
</context>
<context>
    <name>_SourceRow</name>
    <message>
        <source>Watch</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>Watch {path}</source>
        <translation>监视 {path}</translation>
    </message>
    <message>
        <source>Remove {path}</source>
        <translation>移除 {path}</translation>
    </message>
</context>
</TS>
