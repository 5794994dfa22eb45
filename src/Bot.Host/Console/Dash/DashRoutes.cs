using System.Collections.Immutable;
using System.Text.Json;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Operators;

namespace Bot.Host.Console.Dash;

/// <summary>The five dashboards: <c>/dash/today|pushes|answers|content|groups?from=&amp;to=&amp;group=&amp;channel=</c>, from counts that are kept as facts come.</summary>
internal static class DashRoutes
{
    private static readonly ImmutableArray<Screen> Screens =
    [
        new("today", "总览：八个数、24 小时、要处理的", "The overview: eight figures, the hours, what needs a person", async (query, counted, parts, cancel) =>
            TodayDash.Of(query, counted, await parts.CampaignsAsync(query, cancel).ConfigureAwait(false), parts.Now)),
        new("pushes", "推送与拦截：每个计划、每条规矩", "Pushes and holds: by campaign and by rule", async (query, counted, parts, cancel) =>
            PushesDash.Of(query, counted, await parts.CampaignsAsync(query, cancel).ConfigureAwait(false), parts.Now)),
        new("answers", "问答覆盖：答复率、来源、沉默的原因", "Answers: how many, from what, and why not", (query, counted, parts, _) =>
            Task.FromResult(AnswersDash.Of(query, counted, parts.Live.Current.Templates, parts.Now))),
        new("content", "模板与对话效果", "Templates and dialogs", (query, counted, parts, _) =>
            Task.FromResult(ContentDash.Of(query, counted, parts.Live.Current, parts.Now))),
        new("groups", "群健康", "Groups", async (query, counted, parts, cancel) =>
        {
            var (members, moves) = (parts.MembersAsync(), parts.MovesAsync(query));
            var names = await parts.Names.OfAsync(counted.Groups().Select(group => group.Group), cancel).ConfigureAwait(false);
            return await GroupsDash.OfAsync(query, counted, new(names, await members.ConfigureAwait(false), await moves.ConfigureAwait(false)), parts, cancel).ConfigureAwait(false);
        }),
    ];

    private delegate Task<Dashboard> Make(DashQuery query, Counted counted, DashParts parts, CancellationToken cancel);

    private sealed record Screen(string Name, string Zh, string En, Make Make);

    /// <param name="services">The service's parts.</param>
    public static IServiceCollection AddDash(this IServiceCollection services)
    {
        services.AddSingleton<GroupNames>().AddSingleton<GroupMoves>().AddSingleton<Cohorts>().AddSingleton<DashParts>().AddSingleton<CountedFacts>().AddSingleton<RecentFacts>();
        return services.AddHostedService<DashWarm>();
    }

    public static void Map(IEndpointRouteBuilder v1)
    {
        foreach (var screen in Screens)
        {
            v1.MapGet(
                "/dash/" + screen.Name,
                (string? from, string? to, string? group, string? channel, HttpContext context, DashParts parts, CancellationToken cancel) => ShowAsync(from, to, group, channel, context, parts, screen.Make, cancel))
                .Needs(Permission.View).Says(screen.Zh, screen.En, "format").WithCsv("dash-" + screen.Name, "part", "row", "column", "value", "unit", "before", "n");
        }
    }

    /// <summary>Makes every dashboard once and throws it away: what it reads and compiles is then there for whoever opens one.</summary>
    public static async Task WarmAsync(DashParts parts, CancellationToken cancel)
    {
        foreach (var screen in Screens)
        {
            if (DashQuery.Read(null, null, null, null, parts.Now).Query is { } query)
            {
                var counted = new Counted(query, await parts.Tallies.ReadAsync(query.Before, query.To, cancel).ConfigureAwait(false));
                await JsonSerializer.SerializeAsync(Stream.Null, await screen.Make(query, counted, parts, cancel).ConfigureAwait(false), ApiJson.Options, cancel).ConfigureAwait(false);
            }
        }
    }

    private static async Task<IResult> ShowAsync(
        string? from, string? to, string? group, string? channel, HttpContext context, DashParts parts, Make make, CancellationToken cancel)
    {
        var (query, wrong) = DashQuery.Read(from, to, group, channel, parts.Now);
        if (query is null)
        {
            return ApiProblem.Of(wrong!);
        }

        var counted = new Counted(query, await parts.Tallies.ReadAsync(query.Before, query.To, cancel).ConfigureAwait(false));
        var dash = await make(query, counted, parts, cancel).ConfigureAwait(false);
        return Csv.Wanted(context.Request) ? Results.Json(new { items = Lines(dash) }, ApiJson.Options) : Results.Json(dash, ApiJson.Options);
    }

    /// <summary>A dashboard as lines of one table.</summary>
    private static IEnumerable<object> Lines(Dashboard dash) =>
    [
        .. dash.Figures.Select(one => new { part = "figures", row = one.Id, column = "value", value = (object?)one.Value, unit = (string?)one.Unit, before = one.Before, n = one.N }),
        .. dash.Series.SelectMany(series => series.Points.Select(point => new { part = series.Id, row = point.At, column = "value", value = (object?)point.Value, unit = (string?)series.Unit, before = default(double?), n = default(double?) })),
        .. dash.Tables.SelectMany(table => table.Rows.SelectMany(row => row.Zip(table.Columns).Skip(1).Select(cell =>
            new { part = table.Id, row = row[0].Value?.ToString() ?? "", column = cell.Second.Id, value = cell.First.Value, unit = cell.First.Unit, before = default(double?), n = default(double?) }))),
    ];
}
