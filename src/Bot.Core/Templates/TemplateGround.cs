using Bot.Core.Templates.Lint;

namespace Bot.Core.Templates;

/// <summary>What a set of templates was checked and compiled with: one more text can be put on it without building the set anew.</summary>
internal sealed record TemplateGround(TemplateContext Context, Models Models, LintSettings Settings, Parts Parts, Bodies Bodies, TemplateMemo? Memo);
