using Bot.Tests.Kit;

namespace Bot.Tests.Templates;

/// <summary>What members say leaves nothing behind in the template engine.</summary>
[Collection(nameof(Alone))]
public sealed class TemplateMemoryTests
{
    [Fact]
    public void Render_ManyDistinctWords_KeepsMemoryFlat()
    {
        var (set, _) = TemplateKit.Build(TemplateKit.Body("{{need}}{{truncate need 5}}{{#if (eq need \"x\")}}y{{/if}}"));
        void Run(int from)
        {
            for (var i = from; i < from + 20_000; i++)
            {
                set.Render(TemplateKit.Request(values: [("need", $"词{i}")]));
            }
        }

        Run(0);
        var before = GC.GetTotalMemory(true);
        Run(20_000);

        Assert.InRange(GC.GetTotalMemory(true) - before, long.MinValue, 4_000_000);
    }
}
