using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Core.Personas;
using Bot.Core.Templates;
using Bot.Core.Understanding;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Catalog;

/// <summary>The content that ships, as an operator gets it: whole, in both languages, not confusable, and safe in a group.</summary>
public sealed class ShippedContentTests
{
    private static readonly DateTimeOffset Today = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly string[] Frequent = ["faq.ship.when", "faq.ship.fee", "faq.genuine", "chat.hello", "chat.thanks", "system.greeting", "system.not_found", "shop.result", "shop.ask_budget"];
    private static CatalogSnapshot Shipped => World.Catalog;

    [Fact]
    public void Build_ShippedContent_HasNoProblem() => Assert.Empty(Shipped.Problems.Select(problem => problem.Format("en")));

    [Fact]
    public void Build_ShippedContent_IsEnoughForAShop()
    {
        var answers = Answers().ToList();

        Assert.True(Shipped.Shop.Products.Length >= 24, $"{Shipped.Shop.Products.Length} products");
        Assert.True(answers.Count >= 300, $"{answers.Count} answers");
        Assert.All(answers, template => Assert.True(template.Asks.Length >= 4, $"{template.Key} has {template.Asks.Length} asks"));
        Assert.True(answers.Count(template => template.Key.StartsWith("skin.", StringComparison.Ordinal)) >= 20);
        Assert.All(Enum.GetValues<ContentKind>(), kind => Assert.Contains(answers, template => template.Kind == kind));
        Assert.True(answers.Count(template => template.Private) >= 4);
        Assert.Equal(["aftersales", "order", "shopping"], Shipped.Dialogs.All.Select(dialog => dialog.Id).Order());
    }

    [Fact]
    public void Build_EveryProduct_HasAnAnswerOfItsOwn()
    {
        var told = Shipped.Templates.All.Select(template => template.Product).OfType<string>().ToHashSet();

        Assert.All(Shipped.Shop.Products, product => Assert.Contains(product.Code, told));
    }

    [Fact]
    public void Build_AllTemplates_SpeakChineseAndTheMostAskedEnglishToo()
    {
        var english = Answers().Where(template => Speaks(template, "en") && template.Asks.Any(ask => !TextFold.HasChinese(ask))).ToList();

        Assert.All(Shipped.Templates.All, template => Assert.True(Speaks(template, "zh-CN"), template.Key));
        Assert.True(english.Count >= 15, $"{english.Count} answers in English");
        Assert.All(SystemReplies.All.AddRange(SystemReplies.Optional), key => Assert.True(Speaks(Shipped.Templates.Find(key)!, "en"), key));
    }

    [Fact]
    public void Build_EnglishAsks_AreAnsweredInEnglish()
    {
        var mute = Answers().Where(template => template.Asks.Any(ask => !TextFold.HasChinese(ask) && ask.Contains(' ')) && !Speaks(template, "en"));

        Assert.Empty(mute.Select(template => template.Key));
    }

    [Fact]
    public void Recognise_EveryAsk_FindsItsOwnTemplateFirst()
    {
        var wrong = Answers()
            .SelectMany(template => template.Asks.Select(ask => (template.Key, Ask: ask, Best: Shipped.Matcher.Recognise(ask, static _ => true).Best(0)!)))
            .Where(found => found.Best.Key != found.Key)
            .Select(found => $"{found.Ask}: {found.Best.Key} instead of {found.Key}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Recognise_EveryStartOfADialog_FindsThatDialogFirst()
    {
        var wrong = Shipped.Dialogs.All
            .SelectMany(dialog => dialog.Start!.Say.Select(say => (dialog.Id, Say: say, Best: Shipped.Matcher.Recognise(say, static _ => true).Best(0)!)))
            .Where(found => found.Best.Key != Matcher.DialogPrefix + found.Id)
            .Select(found => $"{found.Say}: {found.Best.Key} instead of {found.Id}");

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("快递几天能到呀", "faq.ship.when")]
    [InlineData("你们包邮不", "faq.ship.fee")]
    [InlineData("发票怎么开", "faq.invoice")]
    [InlineData("敏感肌可以用吗", "skin.sensitive")]
    [InlineData("玻尿酸多少钱", "product.jh01")]
    [InlineData("收到瓶子碎了怎么办", "faq.return.broken")]
    [InlineData("谢谢啊", "chat.thanks")]
    [InlineData("有什么面霜推荐", "dialog:shopping")]
    [InlineData("眼霜哪款好", "dialog:shopping")]
    [InlineData("我的快递到哪了呀", "dialog:order")]
    [InlineData("这个我要退货", "dialog:aftersales")]
    [InlineData("how long is the shipping", "faq.ship.when")]
    public void Recognise_OtherWords_FindTheSameMeaning(string said, string key) =>
        Assert.Equal(key, Shipped.Matcher.Recognise(said, static _ => true).Best(0.6)?.Key);

    [Theory]
    [InlineData("今天天气怎么样")]
    [InlineData("晚上去哪里吃火锅")]
    [InlineData("帮我写一首诗")]
    [InlineData("北京到上海的高铁票")]
    public void Recognise_WhatIsNotOurs_IsUnsure(string said) =>
        Assert.Null(Shipped.Matcher.Recognise(said, static _ => true).Best(0.6));

    [Fact]
    public void Render_EveryAnswer_InEachOfItsLocales_SaysSomethingWhereItMay()
    {
        var failed = new List<string>();
        foreach (var template in Answers().Where(template => template.Offer is null || Shipped.Shop.Offers.First(offer => offer.Id == template.Offer).ValidAt(Today)))
        {
            foreach (var locale in template.Locales)
            {
                foreach (var group in new[] { true, false })
                {
                    var may = group ? template.InGroup && !template.Private : template.InDirect;
                    var result = Render(template, locale, group, Shipped.Personas.Default);
                    if (may != result is RenderResult.Words { Text.Length: > 0 } || (result is RenderResult.Words words && words.Locale != locale))
                    {
                        failed.Add($"{template.Key} {locale} {(group ? "group" : "direct")}: {result}");
                    }
                }
            }
        }

        Assert.Empty(failed);
    }

    [Fact]
    public void Render_OfferOutsideItsTime_IsNotSaid()
    {
        var offers = Shipped.Templates.All.Where(template => template.Offer is not null).ToList();
        var expired = offers.Where(template => !Shipped.Shop.Offers.First(offer => offer.Id == template.Offer).ValidAt(Today)).ToList();

        Assert.True(expired.Count >= 2 && expired.Count < offers.Count);
        Assert.All(expired, template => Assert.Equal(new RenderResult.Nothing("offer_expired"), Render(template, "zh-CN", false, Shipped.Personas.Default)));
    }

    [Fact]
    public void Render_ExpertTopic_UsesNoEmojiAndNoForbiddenWord()
    {
        var expert = Shipped.Personas.Find("expert")!;
        Assert.Equal(Play.TopicExpert, expert.Play);
        foreach (var template in Answers().Where(template => template.Key.StartsWith("skin.", StringComparison.Ordinal)))
        {
            var words = Assert.IsType<RenderResult.Words>(Render(template, "zh-CN", true, expert));
            Assert.DoesNotContain(expert.Forbidden, word => words.Text.Contains(word, StringComparison.Ordinal));
            Assert.False(words.Text.Any(char.IsSurrogate), template.Key);
        }
    }

    [Fact]
    public void Render_Frequent_HasMoreThanOneWording()
    {
        var alone = Frequent
            .Where(key => Shipped.Templates.Find(key)!.Sections.Count(section => section.Locale == "zh-CN" && section.Conditions.IsEmpty) < 2);

        Assert.Empty(alone);
    }

    [Theory]
    [InlineData("进群")]
    [InlineData("入群")]
    [InlineData("加群")]
    [InlineData("拉群")]
    [InlineData("join our group")]
    public void Content_NeverInvitesToAGroup(string invitation)
    {
        // Requirement B12: a purchase alone leads nobody into a group; the shipped journeys hold no such edge at all.
        var inviting = Repository.Content().Where(file => file.Path.EndsWith(".tmpl", StringComparison.Ordinal) && Body(file).Contains(invitation, StringComparison.OrdinalIgnoreCase));

        Assert.Empty(inviting.Select(file => file.Path));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("aftersales")]
    public void Dialogs_OverOrders_LeaveTheGroup(string id)
    {
        var dialog = Shipped.Dialogs.Find(id)!;

        Assert.True(dialog.Rules.Private);
        Assert.False(Shipped.Templates.Find(dialog.Rules.MoveReply!)!.Private);
        Assert.All(dialog.AllSteps.OfType<Step.Say>(), say => Assert.True(Shipped.Templates.Find(say.Template)!.Private, say.Template));
        Assert.All(dialog.SlotOrder, slot => Assert.True(Shipped.Templates.Find(slot.Ask)!.Private, slot.Ask));
    }

    private static IEnumerable<Template> Answers() => Shipped.Templates.All.Where(template => !template.Asks.IsEmpty);

    private static bool Speaks(Template template, string locale) => template.Sections.Any(section => section.Locale == locale && section.Conditions.IsEmpty);

    private static string Body(ContentFile file) => file.Text[(file.Text.IndexOf("\n==", StringComparison.Ordinal) + 1)..];

    private static RenderResult Render(Template template, string locale, bool group, Persona persona)
    {
        var facts = new TurnFacts(Core.Audience.Profile.Empty, "小鹿", persona, Shipped.Shop, Today, locale, group);
        return Shipped.Templates.Render(new RenderRequest
        {
            Key = template.Key,
            Values = Variables.Of(facts),
            Locale = locale,
            Channel = "test",
            IsGroup = group,
            Persona = persona.Id,
            Tone = persona.Tone,
            Reader = "r",
            Seed = 7,
            Now = Today,
        });
    }
}
