using System.Globalization;
using System.Text;
using Bot.Host.Console.Access;

namespace Bot.Host.Console.Pages;

/// <summary>The frame of our pages that work without script, and what their forms need.</summary>
internal static class Page
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private const string LanguageCookie = "qz_lang";
    private const string FormCookie = "qz_form";
    private const int LongestForm = 16 * 1024;

    /// <summary>The page's language: as just asked for, else as asked for before, else Chinese.</summary>
    public static PageWords Words(HttpContext context)
    {
        var asked = context.Request.Query["lang"].ToString();
        if (asked is "zh" or "en")
        {
            context.Response.Cookies.Append(LanguageCookie, asked, Settings(context));
        }

        return (asked.Length > 0 ? asked : context.Request.Cookies[LanguageCookie]) == "en" ? PageWords.En : PageWords.Zh;
    }

    /// <summary>A whole page.</summary>
    /// <param name="context">The request, whose query the language switch keeps.</param>
    /// <param name="words">In which language.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="body">What is below.</param>
    /// <param name="status">As in HTTP.</param>
    public static IResult Of(HttpContext context, PageWords words, string title, Html body, int status = 200)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        // With no-referrer a browser sends "Origin: null" with its forms, and they could not be told from a stranger's.
        headers["Referrer-Policy"] = "strict-origin";
        var query = QueryString.Create(context.Request.Query.Where(one => one.Key is "token" or "return").Append(new("lang", words.Other)));
        Html page = $"""
            <!DOCTYPE html>
            <html lang="{words.Language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <meta name="robots" content="noindex">
              <title>{title} · {words.Brand}</title>
              <link rel="icon" href="/mark.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/access.css">
            </head>
            <body>
              <header>
                <p class="brand"><img src="/mark.svg" alt="" width="32" height="32"><span>{words.Brand}</span> <small>{words.Console}</small></p>
                <a class="language" href="{context.Request.Path.Value + query}" lang="{words.Other}" hreflang="{words.Other}" title="{words.OtherLanguage}">{words.OtherName}</a>
              </header>
              <main>
                <h1>{title}</h1>
                {body}
              </main>
            </body>
            </html>
            """;
        return Results.Text(page.ToString(), "text/html", Encoding.UTF8, status);
    }

    /// <summary>What went wrong, above the form; nothing where nothing did.</summary>
    public static Html Wrong(PageWords words, Refusal? wrong) => wrong is null ? Html.None : $"""<p class="wrong" id="wrong" role="alert">{(words.IsChinese ? wrong.Zh : wrong.En)}</p>""";

    /// <summary>A field with its label and hint.</summary>
    public static Html Field(string name, string label, string? hint, string type, string complete, string? value = null, bool required = true, bool focus = false, bool wrong = false)
    {
        Html described = hint is null && !wrong ? Html.None : $""" aria-describedby="{string.Join(' ', new[] { hint is null ? null : name + "-hint", wrong ? "wrong" : null }.OfType<string>())}" """;
        Html about = hint is null ? Html.None : $"""<small id="{name}-hint">{hint}</small>""";
        Html rest = $"{(required ? Raw(" required") : Html.None)}{(focus ? Raw(" autofocus") : Html.None)}{(wrong ? Raw(" aria-invalid=\"true\"") : Html.None)}";
        return $"""
            <p class="field"><label for="{name}">{label}</label>
            <input id="{name}" name="{name}" type="{type}" value="{value}" autocomplete="{complete}" autocapitalize="none" spellcheck="false" maxlength="256"{described}{rest}>{about}</p>
            """;
    }

    /// <summary>A hidden value.</summary>
    public static Html Hidden(string name, string? value) => $"""<input type="hidden" name="{name}" value="{value}">""";

    /// <summary>Marks a form of somebody who is not signed in yet, so that no other site can send it.</summary>
    public static Html Mark(HttpContext context)
    {
        var mark = context.Request.Cookies[FormCookie] is { Length: 43 } known ? known : Kept.Token();
        context.Response.Cookies.Append(FormCookie, mark, Settings(context));
        return Hidden("form", mark);
    }

    /// <summary>True when a form bears its mark.</summary>
    public static bool IsMarked(HttpContext context, IFormCollection form) =>
        context.Request.Cookies[FormCookie] is { Length: 43 } mark && form["form"].ToString() is { Length: 43 } sent && Kept.Same(mark, sent);

    /// <summary>The form that was sent; empty when it is none.</summary>
    public static async Task<IFormCollection> FormAsync(HttpContext context, CancellationToken cancel)
    {
        try
        {
            return context.Request.HasFormContentType && context.Request.ContentLength is null or <= LongestForm ? await context.Request.ReadFormAsync(new() { BufferBodyLengthLimit = LongestForm, ValueLengthLimit = LongestForm }, cancel).ConfigureAwait(false) : FormCollection.Empty;
        }
        catch (Exception bad) when (bad is InvalidDataException or InvalidOperationException or BadHttpRequestException)
        {
            return FormCollection.Empty;
        }
    }

    /// <summary>A place in the console to go to; the console's first page for anything else.</summary>
    public static string Place(string? asked) => asked is { Length: <= 500 } path
        && (path == "/console" || path.StartsWith("/console/", StringComparison.Ordinal) || path.StartsWith("/console?", StringComparison.Ordinal))
        && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal) && !path.Any(char.IsControl)
        && !path.StartsWith("/console/sign-", StringComparison.Ordinal) ? path : "/console/";

    /// <summary>A sentence with somebody in it.</summary>
    public static string Fill(string sentence, string word) => string.Format(CultureInfo.InvariantCulture, sentence, word);

    private static Html Raw(string html)
    {
        var raw = new Html(html.Length, 0);
        raw.AppendLiteral(html);
        return raw;
    }

    private static CookieOptions Settings(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/console", IsEssential = true };
}
