using System.Globalization;

namespace Bot.EndToEnd;

/// <summary>
/// How long the console's long lists make one wait, on the real service with 2,000 templates and 10,000 interactions. A measurement, run by hand:
/// <c>tests/Bot.EndToEnd/bin/Release/net10.0/Bot.EndToEnd --explicit only --filter-class Bot.EndToEnd.LongLists --show-live-output on</c>.
/// </summary>
public sealed class LongLists
{
    private const int Templates = 2_000;
    private const int Interactions = 10_000;

    // From an act to the second frame after it: the change has been painted by then.
    private const string Painted = """
        async ([what, values]) => {
          const box = what === 'search' ? document.querySelector('input.search') : [...document.querySelectorAll('.bar select')].find((one) => [...one.options].some((option) => option.value === 'Silent'));
          const times = [];
          for (const value of values) {
            const from = performance.now();
            if (what === 'scroll') document.querySelector('.rows').scrollTop = Number(value);
            else {
              Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value').set.call(box, value);
              box.dispatchEvent(new Event(what === 'search' ? 'input' : 'change', { bubbles: true }));
            }
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            times.push(performance.now() - from);
          }
          return times;
        }
        """;

    [Fact(Explicit = true)]
    public async Task ScrollAndFilter()
    {
        var root = Directory.CreateTempSubdirectory("qunzhu-long-").FullName;
        foreach (var folder in (string[])["templates", "dialogs"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(RunningService.Root, folder), "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(root, Path.GetRelativePath(RunningService.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        var shipped = Directory.EnumerateFiles(Path.Combine(root, "templates"), "*.tmpl", SearchOption.AllDirectories).Count();
        Directory.CreateDirectory(Path.Combine(root, "templates", "many"));
        for (var i = shipped; i < Templates; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(root, "templates", "many", $"t{i}.tmpl"), $"---\nname: 第 {i} 条\nkind: answer\nasks: [第{i}号问题怎么答, 编号{i}是什么]\nlocales: [zh-CN]\n---\n== zh-CN\n这是第 {i} 条。\n", TestContext.Current.CancellationToken);
        }

        await using (var stage = new SqliteStage { Root = root })
        {
            await stage.InitializeAsync();
            await MeasureAsync(stage);
        }

        Directory.Delete(root, recursive: true);
    }

    private static async Task MeasureAsync(ConsoleStage stage)
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await using var customer = await Customer.ComeAsync(stage, $"many{i}", $"第{i}位", $"g-many{i}");
            for (var said = 0; said < Interactions / 2 / 8; said++)
            {
                await customer.SayAsync($"大家早上好 {said}");
            }
        }));

        await using var mei = await stage.EnterAsync();
        await mei.Page.Context.Clock.SetSystemTimeAsync(stage.Clock.GetUtcNow().UtcDateTime);
        await mei.GoAsync("/studio");
        await mei.Page.GetByText("2,00").Or(mei.Page.GetByText("200")).First.WaitForAsync();
        await mei.Page.WaitForFunctionAsync("() => !document.querySelector('.spin') && document.querySelector('.content-row')");
        await ScrollAsync(mei, "templates");
        await ShowAsync(mei, "templates: filter", "search", "t", "t1", "t12", "t123", "选", "选购", "", "many", "t9", "第 1", "result", "");

        await mei.GoAsync($"/people/record?from={RunningClock.Start:yyyy-MM-dd}&to={RunningClock.Start:yyyy-MM-dd}");
        await mei.Page.Locator(".fact-row").First.WaitForAsync(new() { Timeout = 60_000 });
        TestContext.Current.TestOutputHelper?.WriteLine(await mei.Page.Locator("p.soft[role=status]").First.InnerTextAsync());
        await ScrollAsync(mei, "interactions");
        await ShowAsync(mei, "interactions: filter", "kind", "Said", "", "Silent", "", "Said");
    }

    private static Task ScrollAsync(DemoPage page, string name) =>
        ShowAsync(page, $"{name}: scroll", "scroll", [.. Enumerable.Range(0, 20).Select(i => $"{i * 4000}")]);

    private static async Task ShowAsync(DemoPage page, string name, string what, params string[] values)
    {
        var times = (await page.Page.EvaluateAsync<double[]>(Painted, new object[] { what, values })).Order().ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {times[times.Length / 2]:F0} ms, worst {times[^1]:F0} ms (n={times.Length})"));
    }
}
