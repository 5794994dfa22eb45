using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Templates;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>A text to preview.</summary>
/// <param name="Path">As if it stood there.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Samples">Names of samples; absent for all.</param>
public sealed record PreviewBody(string? Path, string? Text, ImmutableArray<string>? Samples = null);

/// <summary>A text to say in a real conversation, marked as a test.</summary>
/// <param name="Path">As if it stood there.</param>
/// <param name="Text">The whole file.</param>
/// <param name="To">Where.</param>
/// <param name="Section">Which wording; the first that can be said when absent.</param>
/// <param name="Sample">Which sample; the first when absent.</param>
public sealed record TestSendBody(string? Path, string? Text, TestPlace? To, string? Section = null, string? Sample = null);

/// <summary>A talk with drafts.</summary>
/// <param name="Files">Texts in place of what is in force.</param>
/// <param name="Kind"><c>group</c> or <c>direct</c>.</param>
/// <param name="Script">What happens.</param>
/// <param name="Persona">Who answers; absent for the default.</param>
public sealed record SimulateBody(ImmutableArray<FileBody>? Files, string? Kind, IReadOnlyList<ScriptLine>? Script, string? Persona = null);

/// <summary>Drafts to run the tests on.</summary>
/// <param name="Files">Texts in place of what is in force.</param>
public sealed record TestsBody(ImmutableArray<FileBody>? Files = null);

/// <summary>Trying texts that are not in force: check, preview, uses, talk, tests.</summary>
internal static class TryRoutes
{
    private const int MaxFiles = 50;
    private const int Days = 30;
    private const int MaxDays = 90;

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapPost("/content/lint", (FileBody body, ContentCheck check) => StudioAnswers.Check(body.Path, body.Text)
            ?? StudioAnswers.Json(new { problems = check.Views(body.Path!, body.Text!) }))
            .Needs(Permission.View).Says("检查未保存的文字，带一键修改", "Check an unsaved text, with mends");
        v1.MapPost("/content/preview", (PreviewBody body, LiveCatalog live) => Template(body.Path, body.Text)
            ?? StudioAnswers.Json(new { variants = Preview.Of(live.Current.Templates, new ContentFile(body.Path!, body.Text!), body.Samples ?? []).Select(VariantView.Of) }))
            .Needs(Permission.View).Says("预览未保存的文字：每一段 × 每个样例", "Preview an unsaved text: every section with every sample");
        v1.MapGet("/content/variables", async (string? path, LiveCatalog live, DraftDesk drafts, CancellationToken cancel) => Template(path, "")
            ?? StudioAnswers.Json(new { items = VariableView.Of(Preview.Variables(live.Current.Templates, new ContentFile(path!, (await drafts.FindAsync(path!, cancel).ConfigureAwait(false))?.Text ?? drafts.StateOf(path!).Text ?? ""))) }))
            .Needs(Permission.View).Says("可用的变量", "The variables that may be used");
        v1.MapGet("/content/uses", async (string? path, FileUsers users, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? (await users.OfAsync(path!, cancel).ConfigureAwait(false) is var (items, blast) ? StudioAnswers.Json(new { items, blast }) : null!))
            .Needs(Permission.View).Says("谁在用，影响多大", "Who uses it, and how far a change reaches");
        v1.MapGet("/content/hits", async (string? path, TemplateHits hits, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? StudioAnswers.Json(await hits.OfAsync(ContentPaths.KeyOf(path!), cancel).ConfigureAwait(false)))
            .Needs(Permission.View).Says("近 30 天每天说了几次", "How often it was said, by day, over thirty days");
        v1.MapGet("/content/ab", AbAsync).Needs(Permission.View).Says("同一条件下几种说法的效果，带区间", "What followed the wordings of a template, with intervals");
        v1.MapPost("/content/test-send", async (TestSendBody body, HttpContext context, TestSend send, CancellationToken cancel) =>
        {
            if (Template(body.Path, body.Text) is { } wrong)
            {
                return wrong;
            }

            if (body.To is not { Channel.Length: > 0 and <= 100, Conversation.Length: > 0 and <= 400 })
            {
                return ApiProblem.Of(400, "to_missing", "to 要有 channel 和 conversation。", "to holds channel and conversation.");
            }

            var (refused, text, push) = await send.SendAsync(body.Path!, body.Text!, body.To, body.Section, body.Sample, Actor.Of(context), cancel).ConfigureAwait(false);
            return refused is not null ? StudioAnswers.Wrong(refused) : StudioAnswers.Json(new { ok = true, text, push });
        }).Needs(Permission.Serve).Says("测试发送，带【测试】标记", "Send a test, marked as one");
        v1.MapPost("/simulate", Simulate).Needs(Permission.View).Says("和草稿对话", "Talk with drafts");
        v1.MapPost("/tests/run", (TestsBody? body, LiveCatalog live, ChatTests tests, CancellationToken cancel) =>
        {
            var (files, catalog, wrong) = With(body?.Files, live);
            return wrong ?? StudioAnswers.Json(tests.Run(catalog!, files, cancel));
        }).Needs(Permission.View).Says("用草稿跑所有对话测试", "Run every dialog test on drafts");
    }

    private static IResult Simulate(SimulateBody body, LiveCatalog live)
    {
        if (DraftTalk.Wrong(body.Script) is var (zh, en))
        {
            return ApiProblem.Of(400, "script_wrong", zh, en);
        }

        if (body.Kind is not (null or "group" or "direct") || (body.Persona is { } persona && live.Current.Personas.Find(persona) is null))
        {
            return ApiProblem.Of(400, "kind_wrong", "kind 写 group 或 direct，persona 写已有人设的 id。", "kind is group or direct; persona is the id of one.");
        }

        var (_, catalog, wrong) = With(body.Files, live);
        if (wrong is not null)
        {
            return wrong;
        }

        var (turns, chat) = DraftTalk.Run(catalog!, body.Kind == "group", body.Persona, body.Script!);
        return StudioAnswers.Json(new { turns, chat });
    }

    private static (List<ContentFile> Files, CatalogSnapshot? Catalog, ApiProblem? Wrong) With(ImmutableArray<FileBody>? drafts, LiveCatalog live)
    {
        var given = drafts ?? [];
        if (given.Length > MaxFiles || given.DistinctBy(file => file.Path).Count() < given.Length)
        {
            return ([], null, ApiProblem.Of(400, "files_wrong", $"files 最多 {MaxFiles} 个，每个路径一次。", $"files holds at most {MaxFiles}, each path once."));
        }

        if (given.Select(file => StudioAnswers.Check(file.Path, file.Text)).FirstOrDefault(wrong => wrong is not null) is { } bad)
        {
            return ([], null, bad);
        }

        var files = ContentPaths.With(live.Files, [.. given.Select(file => new ContentFile(file.Path!, file.Text!))]);
        var catalog = given.Length == 0 ? live.Current : live.Try(files);
        return catalog.HasErrors
            ? ([], null, ApiProblem.Of(422, "content_broken", "草稿有错误，先改好再试。", "The drafts have errors: mend them first.", new { problems = catalog.Problems.Where(problem => problem.Severity == Severity.Error).Select(problem => ProblemView.Of(problem, null)) }))
            : (files, catalog, null);
    }

    private static async Task<IResult> AbAsync(string? path, int? days, LiveCatalog live, WordingTrials trials, CancellationToken cancel)
    {
        if (Template(path, "") is { } wrong)
        {
            return wrong;
        }

        return days is < 1 or > MaxDays ? ApiProblem.Of(400, "days_wrong", $"days 在 1 到 {MaxDays} 之间。", $"days lies between 1 and {MaxDays}.")
            : live.Current.Templates.All.FirstOrDefault(template => template.File == path) is not { } template ? ApiProblem.Of(404, "not_found", $"{path} 还没有发布。", $"{path} is not published yet.")
            : StudioAnswers.Json(await trials.OfAsync(template, days ?? Days, cancel).ConfigureAwait(false));
    }

    private static ApiProblem? Template(string? path, string? text) => StudioAnswers.Check(path, text)
        ?? (path!.EndsWith(".tmpl", StringComparison.Ordinal) ? null : ApiProblem.Of(400, "not_a_template", "只有 .tmpl 文件可以这样做。", "This is for .tmpl files only."));
}
