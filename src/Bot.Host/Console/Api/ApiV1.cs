using Bot.Host.Console.Dash;
using Bot.Host.Console.Inbox;
using Bot.Host.Console.People;
using Bot.Host.Console.PushDesk;
using Bot.Host.Console.Questions;
using Bot.Host.Console.Studio;

namespace Bot.Host.Console.Api;

/// <summary>The API of the console and of merchants' own tools: <c>/api/v1</c>. Every part of it is a line in <see cref="MapApiV1"/>.</summary>
public static class ApiV1
{
    /// <summary>Where it begins.</summary>
    public const string Root = "/api/v1";

    /// <summary>Puts the gate before the routes; after routing, before the endpoints.</summary>
    public static IApplicationBuilder UseApiV1(this IApplicationBuilder app) => app.UseMiddleware<Gate>();

    /// <summary>Maps all routes. Each says whom it is for: <c>.Needs(Permission.Edit)</c>.</summary>
    public static IEndpointRouteBuilder MapApiV1(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup(Root).AddEndpointFilter(async (context, next) => ApiProblem.Unify(await next(context).ConfigureAwait(false)));
        SessionRoutes.Map(v1);
        AccountRoutes.Map(v1);
        KeyRoutes.Map(v1);
        AuditRoutes.Map(v1);
        TodayRoutes.Map(v1);
        StudioRoutes.Map(v1);
        TryRoutes.Map(v1);
        AskRoutes.Map(v1);
        IgnoreRoutes.Map(v1);
        InboxRoutes.Map(v1);
        PeopleRoutes.Map(v1);
        NameRoutes.Map(v1);
        QueueRoutes.Map(v1);
        CalendarRoutes.Map(v1);
        DashRoutes.Map(v1);
        WhatIfRoutes.Map(v1);
        OpenApi.Map(v1);
        return routes;
    }
}
