using Bot.Host.Console.Access;
using Bot.Host.Console.Api;

namespace Bot.Host.Console.Pages;

/// <summary><c>/console/sign-in</c>, <c>/console/first-run</c>, <c>/console/sign-out</c>: plain forms that work without script.</summary>
internal static class FormRoutes
{
    private const string SignInPath = "/console/sign-in";

    /// <summary>Maps the forms.</summary>
    public static IEndpointRouteBuilder MapConsoleForms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPath, async (HttpContext context, Sessions sessions, Accounts accounts, CancellationToken cancel) =>
            await sessions.FindAsync(context, cancel).ConfigureAwait(false) is null
                ? SignInPage(context, context.Request.Query["return"], null, null, await accounts.NoneAsync(cancel).ConfigureAwait(false))
                : Results.LocalRedirect(Page.Place(context.Request.Query["return"])));
        routes.MapPost(SignInPath, SignInAsync);
        routes.MapGet("/console/first-run", async (HttpContext context, FirstRun firstRun, CancellationToken cancel) =>
            FirstRunPage(context, context.Request.Query["token"].ToString(), null, await firstRun.CheckAsync(context.Request.Query["token"], cancel).ConfigureAwait(false), null));
        routes.MapPost("/console/first-run", FirstRunAsync);
        routes.MapGet("/console/sign-out", async (HttpContext context, Sessions sessions, CancellationToken cancel) =>
            await sessions.FindAsync(context, cancel).ConfigureAwait(false) is { } who ? SignOutPage(context, who, null) : Results.LocalRedirect(SignInPath));
        routes.MapPost("/console/sign-out", SignOutAsync);
        return routes;
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn, Sessions sessions, CancellationToken cancel)
    {
        var form = await Page.FormAsync(context, cancel).ConfigureAwait(false);
        var name = form["name"].ToString();
        if (Strange(context, form) is { } strange)
        {
            return SignInPage(context, form["return"], name, strange, false);
        }

        var (signedIn, wrong) = await signIn.EnterAsync(context, name, form["password"], cancel).ConfigureAwait(false);
        if (signedIn is null)
        {
            return SignInPage(context, form["return"], name, wrong, false);
        }

        sessions.Hand(context, signedIn.Token);
        return Results.LocalRedirect(Page.Place(form["return"]));
    }

    private static async Task<IResult> FirstRunAsync(HttpContext context, FirstRun firstRun, Sessions sessions, CancellationToken cancel)
    {
        var form = await Page.FormAsync(context, cancel).ConfigureAwait(false);
        var token = form["token"].ToString();
        if (await firstRun.CheckAsync(token, cancel).ConfigureAwait(false) is { } over)
        {
            return FirstRunPage(context, token, form, over, null);
        }

        var wrong = Strange(context, form)
            ?? (form["password"] != form["again"] ? new Refusal(400, "passwords_differ", PageWords.Zh.Differ, PageWords.En.Differ) : null);
        if (wrong is not null)
        {
            return FirstRunPage(context, token, form, null, wrong);
        }

        var (signedIn, refused) = await firstRun.UseAsync(context, token, form["name"], form["display"], form["password"], cancel).ConfigureAwait(false);
        if (signedIn is null)
        {
            return FirstRunPage(context, token, form, null, refused);
        }

        sessions.Hand(context, signedIn.Token);
        return Results.LocalRedirect("/console/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, Audit audit, CancellationToken cancel)
    {
        if (await sessions.FindAsync(context, cancel).ConfigureAwait(false) is not { Session: { } session } who)
        {
            return Results.LocalRedirect(SignInPath);
        }

        var form = await Page.FormAsync(context, cancel).ConfigureAwait(false);
        if (SameOrigin.Check(context.Request, session.Csrf, form["csrf"]) is { } forged)
        {
            return SignOutPage(context, who, forged);
        }

        await sessions.EndAsync(session.Key, audit.Line(who, "session.ended", $"account/{who.Name}"), cancel).ConfigureAwait(false);
        sessions.TakeBack(context);
        return Results.LocalRedirect(SignInPath + "?left=1");
    }

    private static Refusal? Strange(HttpContext context, IFormCollection form) =>
        SameOrigin.Foreignness(context.Request) ?? (Page.IsMarked(context, form) ? null : new Refusal(400, "old_page", PageWords.Zh.Old, PageWords.En.Old));

    private static IResult SignInPage(HttpContext context, string? place, string? name, Refusal? wrong, bool noAccount)
    {
        var words = Page.Words(context);
        if (wrong?.After is { } after)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var bad = wrong is not null;
        Html note = context.Request.Query.ContainsKey("left") && !bad ? $"""<p class="done" role="status">{words.Left}</p>""" : Html.None;
        Html lead = $"""<p class="{(noAccount ? "note" : "lead")}">{(noAccount ? words.NoAccount : words.SignInLead)}</p>""";
        return Page.Of(context, words, words.SignIn, $"""
            {note}{lead}
            {Page.Wrong(words, wrong)}
            <form method="post" action="{SignInPath}">
            {Page.Mark(context)}{Page.Hidden("return", place)}
            {Page.Field("name", words.Name, null, "text", "username", name, focus: !bad, wrong: bad)}
            {Page.Field("password", words.Password, null, "password", "current-password", focus: bad, wrong: bad)}
            <button type="submit">{words.Enter}</button>
            </form>
            """, wrong?.Status ?? 200);
    }

    private static IResult FirstRunPage(HttpContext context, string token, IFormCollection? form, Refusal? over, Refusal? wrong)
    {
        var words = Page.Words(context);
        if (over is not null)
        {
            return Page.Of(context, words, words.FirstRun, $"""{Page.Wrong(words, over)}<p><a class="button" href="{SignInPath}">{words.ToSignIn}</a></p>""", over.Status);
        }

        var (badName, badPassword) = (wrong?.Code is "name_wrong" or "name_taken", wrong?.Code.StartsWith("password", StringComparison.Ordinal) == true);
        return Page.Of(context, words, words.FirstRun, $"""
            <p class="lead">{words.FirstRunLead}</p>
            {Page.Wrong(words, wrong)}
            <form method="post" action="/console/first-run">
            {Page.Mark(context)}{Page.Hidden("token", token)}
            {Page.Field("name", words.Name, words.NameHint, "text", "username", form?["name"], focus: !badPassword, wrong: badName)}
            {Page.Field("display", words.Display, words.DisplayHint, "text", "nickname", form?["display"], required: false, wrong: wrong?.Code == "display_wrong")}
            {Page.Field("password", words.NewPassword, words.PasswordHint, "password", "new-password", focus: badPassword, wrong: badPassword)}
            {Page.Field("again", words.Again, null, "password", "new-password", wrong: badPassword)}
            <button type="submit">{words.Create}</button>
            </form>
            """, wrong?.Status ?? 200);
    }

    private static IResult SignOutPage(HttpContext context, Operator who, Refusal? wrong)
    {
        var words = Page.Words(context);
        return Page.Of(context, words, words.SignOut, $"""
            <p class="lead">{Page.Fill(words.SignOutLead, who.Display)}</p>
            {Page.Wrong(words, wrong)}
            <form method="post" action="/console/sign-out">
            {Page.Hidden("csrf", who.Session?.Csrf)}
            <button type="submit">{words.Leave}</button>
            <p><a href="/console/">{words.Back}</a></p>
            </form>
            """, wrong?.Status ?? 200);
    }
}
