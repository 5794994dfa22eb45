using Bot.Core.Ports;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>A text to save.</summary>
/// <param name="Text">The whole file.</param>
public sealed record DraftBody(string? Text);

/// <summary>A text for a path.</summary>
/// <param name="Path">Which file.</param>
/// <param name="Text">The whole file.</param>
public sealed record FileBody(string? Path, string? Text);

/// <summary>Words on an act.</summary>
/// <param name="Note">For who reviews or wrote it.</param>
/// <param name="Reason">Why it is published.</param>
/// <param name="Version">Which version to go back to.</param>
public sealed record ActBody(string? Note = null, string? Reason = null, long? Version = null);

/// <summary>Files, drafts, versions: <c>/content…</c></summary>
internal static class StudioRoutes
{
    private const int Page = 200;
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/content", ListAsync).Needs(Permission.View).Says("内容列表", "The content", "q", "folder", "state", "after", "limit", "format").WithCsv("content");
        v1.MapGet("/content/file", FileAsync).Needs(Permission.View).Says("一个文件：生效的、草稿、问题、谁在编辑", "One file: in force, draft, problems, who edits it");
        v1.MapPut("/content/draft", SaveAsync).Needs(Permission.Edit).Says("存草稿（If-Match）", "Save a draft (If-Match)");
        v1.MapDelete("/content/draft", async (string? path, HttpContext context, DraftDesk drafts, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? StudioAnswers.Told(await drafts.DeleteAsync(path!, StudioAnswers.Match(context), Actor.Of(context), cancel).ConfigureAwait(false), context, _ => new { }))
            .Needs(Permission.Edit).Says("丢掉草稿", "Throw a draft away");
        v1.MapPost("/content/create", async (FileBody body, HttpContext context, DraftDesk drafts, ContentCheck check, CancellationToken cancel) => StudioAnswers.Check(body.Path, body.Text)
            ?? StudioAnswers.Told(await drafts.CreateAsync(body.Path!, body.Text!, Actor.Of(context), cancel).ConfigureAwait(false), context, draft => Saved(draft, check)))
            .Needs(Permission.Edit).Says("新建文件的草稿", "Begin a file");
        v1.MapPost("/content/submit", (string? path, ActBody? body, HttpContext context, DraftDesk drafts, CancellationToken cancel) => MoveAsync(path, true, body, context, drafts, cancel))
            .Needs(Permission.Edit).Says("提交审核", "Submit for review");
        v1.MapPost("/content/return", (string? path, ActBody? body, HttpContext context, DraftDesk drafts, CancellationToken cancel) => MoveAsync(path, false, body, context, drafts, cancel))
            .Needs(Permission.Edit).Says("退回修改", "Return from review");
        v1.MapPost("/content/publish", async (string? path, ActBody? body, HttpContext context, Publisher publisher, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? (StudioAnswers.Match(context) is not { } match ? StudioAnswers.NoMatch()
            : StudioAnswers.Told(await publisher.PublishAsync(path!, match, body?.Reason ?? "", Actor.Of(context), cancel).ConfigureAwait(false), context, _ => new { })))
            .Needs(Permission.Publish).Says("发布草稿（If-Match）", "Publish a draft (If-Match)");
        v1.MapPost("/content/rollback", async (string? path, ActBody body, HttpContext context, Publisher publisher, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? (body.Version is not { } version ? ApiProblem.Of(400, "version_missing", "缺少 version", "version is missing")
            : StudioAnswers.Told(await publisher.RollbackAsync(path!, version, body.Reason ?? "", Actor.Of(context), cancel).ConfigureAwait(false), context, _ => new { })))
            .Needs(Permission.Publish).Says("回到旧版本（作为新版本）", "Publish an older version again, as a new one");
        v1.MapPost("/content/delete", async (string? path, ActBody body, HttpContext context, Publisher publisher, FileUsers users, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? (body.Version is not { } version || string.IsNullOrWhiteSpace(body.Reason) ? ApiProblem.Of(400, "version_missing", "要写 version 和 reason", "version and reason are needed")
            : StudioAnswers.Told(await publisher.DeleteAsync(path!, version, body.Reason, Actor.Of(context), stop => users.NeedingAsync(path!, stop), cancel).ConfigureAwait(false), context, _ => new { })))
            .Needs(Permission.Publish).Says("删除已发布的文件（作为新版本，可回滚）；还有人用时是 409", "Take a published file out of force, as a new version; 409 while others need it");
        v1.MapGet("/content/history", HistoryAsync).Needs(Permission.View).Says("版本历史", "Versions");
        v1.MapGet("/content/version", async (string? path, long? version, Publisher publisher, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? (await publisher.VersionAsync(path!, version ?? 0, cancel).ConfigureAwait(false) is { } found
                ? StudioAnswers.Json(new { path, version, text = found.Text, at = found.At, by = found.By, reason = found.Reason, origin = found.Origin })
                : ApiProblem.Of(404, "not_found", "没有这个版本。", "There is no such version.")))
            .Needs(Permission.View).Says("一个版本的文字", "One version's text");
        v1.MapPost("/content/presence", async (string? path, HttpContext context, Presence presence, CancellationToken cancel) => StudioAnswers.Check(path)
            ?? StudioAnswers.Json(new { editing = await presence.NoteAsync(path!, Name(context), cancel).ConfigureAwait(false) }))
            .Needs(Permission.Edit).Says("正在编辑，每 15 秒说一次", "I edit this; to be said every 15 s");
        v1.MapPost("/content/export", ExportAsync).Needs(Permission.Admin).Says("把控制台发布的版本写成文件", "Write what the console published to files");
    }

    private static async Task<IResult> ListAsync(string? q, string? folder, string? state, string? after, int? limit, ContentList list, CancellationToken cancel)
    {
        if (limit is < 1 or > MaxPage || state is not (null or "" or "draft" or "review" or "published" or "problem" or "unused" or "deleted"))
        {
            return ApiProblem.Of(400, "query_wrong", $"limit 要在 1 到 {MaxPage} 之间，state 写 draft、review、published、problem、unused 或 deleted。", $"limit lies between 1 and {MaxPage}; state is draft, review, published, problem, unused or deleted.");
        }

        var (items, next, total) = await list.ListAsync(new ContentQuery(Filled(q), Filled(folder), Filled(state), Filled(after), limit ?? Page), cancel).ConfigureAwait(false);
        return StudioAnswers.Json(new { items, next, total });
    }

    private static async Task<IResult> FileAsync(string? path, HttpContext context, LiveCatalog live, DraftDesk drafts, ContentCheck check, Presence presence, CancellationToken cancel)
    {
        if (StudioAnswers.Check(path) is { } wrong)
        {
            return wrong;
        }

        var (state, draft) = (drafts.StateOf(path!), await drafts.FindAsync(path!, cancel).ConfigureAwait(false));
        if (state.Text is null && draft is null)
        {
            return ApiProblem.Of(404, "not_found", $"没有 {path}。", $"There is no {path}.");
        }

        if (draft is not null)
        {
            context.Response.Headers.ETag = draft.ETag;
        }

        var text = draft?.Text ?? state.Text!;
        var problems = draft is null ? [.. live.Current.Problems.Where(problem => problem.File == path)] : check.Problems(path!, text);
        return StudioAnswers.Json(new
        {
            path,
            key = ContentPaths.KeyOf(path!),
            kind = ContentPaths.KindOf(path!),
            published = PublishedView.Of(state),
            draft = DraftView.Of(draft),
            problems = StudioAnswers.Views(problems, path!, text),
            editing = await presence.OfAsync(path!, cancel).ConfigureAwait(false),
        });
    }

    private static async Task<IResult> SaveAsync(string? path, DraftBody body, HttpContext context, DraftDesk drafts, ContentCheck check, CancellationToken cancel) =>
        StudioAnswers.Check(path, body.Text)
        ?? (StudioAnswers.Match(context) is not { } match ? StudioAnswers.NoMatch()
        : StudioAnswers.Told(await drafts.SaveAsync(path!, body.Text!, match, Actor.Of(context), cancel).ConfigureAwait(false), context, draft => Saved(draft, check)));

    private static object Saved(DraftEntry draft, ContentCheck check) => new { etag = draft.ETag, at = draft.At, problems = check.Views(draft.Path, draft.Text) };

    private static async Task<IResult> MoveAsync(string? path, bool toReview, ActBody? body, HttpContext context, DraftDesk drafts, CancellationToken cancel) =>
        StudioAnswers.Check(path)
        ?? StudioAnswers.Told(await drafts.MoveAsync(path!, toReview, body?.Note ?? "", Actor.Of(context), cancel).ConfigureAwait(false), context, draft => new { etag = draft.ETag, state = draft.State });

    private static async Task<IResult> HistoryAsync(string? path, long? before, IDesk desk, DraftDesk drafts, CancellationToken cancel)
    {
        if (StudioAnswers.Check(path) is { } wrong)
        {
            return wrong;
        }

        var page = await desk.ReadAsync(StudioKinds.Versions(path!), before, Page, cancel).ConfigureAwait(false);
        var items = page.Select(entry => (entry.Number, Version: StudioJson.Read<VersionEntry>(entry.Json)))
            .Select(entry => new { version = entry.Number, at = (DateTimeOffset?)entry.Version.At, by = entry.Version.By, reason = entry.Version.Reason, origin = entry.Version.Origin, gone = entry.Version.Text is null }).ToList();
        var state = drafts.StateOf(path!);
        if (before is null && state.Text is not null && (page.IsEmpty || page[0].Number < state.Version))
        {
            items.Insert(0, new { version = state.Version, at = state.At, by = "", reason = "", origin = state.Origin, gone = false });
        }

        return StudioAnswers.Json(new { items, next = page.Length == Page && page[^1].Number > 1 ? page[^1].Number : (long?)null });
    }

    private static async Task<IResult> ExportAsync(HttpContext context, Exporter exporter, CancellationToken cancel)
    {
        try
        {
            return StudioAnswers.Json(new { written = await exporter.ExportAsync(Actor.Of(context), cancel).ConfigureAwait(false) });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ApiProblem.Of(409, "folder_readonly", "内容文件夹写不进去，请检查权限或磁盘。", "The content folder cannot be written: check its permissions and the disk.");
        }
    }

    private static string Name(HttpContext context) => context.Operator().Display is { Length: > 0 } display ? display : context.Operator().Name;

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
