using Bot.Core.Dialogs;
using Bot.Core.Shop;

namespace Bot.Tests.Dialogs;

public static class Inputs
{
    public static DialogInput Direct(string text) => new()
    {
        Text = text,
        Member = "小鹿",
        Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
        Zone = "Asia/Shanghai",
        IsGroup = false,
        Addressed = true,
        Shop = ShopData.Empty,
        Seed = 1,
        Act = static call => ShopActions.Run(ShopData.Empty, call, default),
    };
}
